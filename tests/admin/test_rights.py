"""Groups and rights: named in the language of the reader, and stored as they were."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils.translation import override

from questionnaire.admin.rights import OURS, group_name, right_name
from tests.admin.editing import sent_by
from tests.conftest import LANGUAGES
from tests.pages import elements, path

pytestmark = pytest.mark.django_db


def named(codename: str, language: str) -> str:
    right = Permission.objects.get(content_type__app_label="questionnaire", codename=codename)
    with override(language):
        return right_name(right)


def test_groups_of_ours_are_those_that_there_are() -> None:
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(OURS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_are_named_in_the_language_of_the_reader(
    language: str, admin_client: Client, admin_user: User
) -> None:
    Group.objects.create(name="Beekeepers")
    with override(language):
        names = {group_name(group) for group in Group.objects.all()}
    assert names.isdisjoint(OURS) == (language != "en")
    assert "Beekeepers" in names
    for page in ("auth/group/", "auth/user/", f"auth/user/{admin_user.pk}/change/"):
        text = admin_client.get(f"/{language}/admin/{page}").text
        assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_says_what_may_be_done_to_what(language: str, admin_client: Client) -> None:
    group = Group.objects.get(name="Publishers")
    page = admin_client.get(f"/{language}/admin/auth/group/{group.pk}/change/")
    english = "Can add question" in page.text or "Questions: add" in page.text
    assert english == (language == "en")
    assert named("publish_questionnaire", language) in page.text


def test_right_is_told_by_its_model_or_by_its_own_name() -> None:
    told = [named(one, "de") for one in ("change_question", "publish_questionnaire")]
    assert told == ["Fragen: ändern", "Darf Fragebögen veröffentlichen"]
    orphan = Permission.objects.get(codename="add_question")
    orphan.content_type.model = "gone"
    assert right_name(orphan) == "Can add question"


def test_group_is_saved_as_it_is_stored(admin_client: Client) -> None:
    group = Group.objects.get(name="Question editors")
    before = set(group.permissions.values_list("pk", flat=True))
    address = path("admin:auth_group_change", str(group.pk)).replace("/en/", "/de/")
    page = admin_client.get(address)
    (name,) = elements(page, "input", name="name")
    assert name["value"] == "Question editors"
    assert admin_client.post(address, sent_by(page, "group")).status_code == 302
    group.refresh_from_db()
    assert (group.name, set(group.permissions.values_list("pk", flat=True))) == (
        "Question editors",
        before,
    )


def test_people_are_narrowed_down_to_a_group(admin_client: Client) -> None:
    group = Group.objects.get(name="Publishers")
    User.objects.create(username="pia").groups.add(group)
    page = admin_client.get(f"/en/admin/auth/user/?groups__id__exact={group.pk}")
    assert [user.username for user in page.context["cl"].queryset] == ["pia"]
