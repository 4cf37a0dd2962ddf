import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from questionnaire.models import Accelerator, Invitation, Mail
from tests.review import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:questionnaire_accelerator_changelist")
ADD = reverse("admin:questionnaire_accelerator_add")
SAID = {"name": "Harbour", "manager_email": "Ana@Example.org", "manager_language": "pt"}


@pytest.fixture
def root() -> User:
    person = factories.user("root")
    person.is_staff = person.is_superuser = True
    person.save()
    return person


@pytest.fixture
def office(client: Client, root: User) -> Client:
    client.force_login(root)
    return client


def change(accelerator: Accelerator) -> str:
    return reverse("admin:questionnaire_accelerator_change", args=[accelerator.pk])


def test_superuser_makes_an_accelerator_and_invites_its_manager(office: Client, root: User) -> None:
    response = office.post(ADD, {**SAID, "demands_second_factor": "on"})
    assert response["Location"] == LIST
    accelerator = Accelerator.objects.get()
    assert (accelerator.name, accelerator.demands_second_factor) == ("Harbour", True)
    invitation = Invitation.objects.get()
    assert (invitation.accelerator, invitation.email, invitation.role, invitation.invited_by) == (
        accelerator,
        "ana@example.org",
        "manager",
        root,
    )
    queued = Mail.objects.get()
    assert (queued.kind, queued.to, queued.language) == ("colleague", "ana@example.org", "pt")


@pytest.mark.parametrize("changes", [{"name": ""}, {"manager_email": ""}, {"manager_email": "x"}])
def test_new_accelerator_needs_a_name_and_a_manager(
    office: Client, changes: dict[str, str]
) -> None:
    assert office.post(ADD, {**SAID, **changes}).status_code == 200
    assert not Accelerator.objects.exists()


def test_accelerator_is_renamed_without_another_invitation(office: Client) -> None:
    accelerator = factories.accelerator()
    office.post(change(accelerator), {"name": "Harbour", "manager_language": "en"})
    accelerator.refresh_from_db()
    assert accelerator.name == "Harbour"
    assert not Invitation.objects.exists()


def test_one_who_works_there_is_not_invited(office: Client) -> None:
    accelerator = factories.accelerator()
    boss = factories.manager(accelerator)
    said = {"name": "Harbour", "manager_email": boss.email, "manager_language": "en"}
    page = office.post(change(accelerator), said, follow=True)
    assert "works there already" in page.text
    assert not Invitation.objects.exists()


def test_accelerators_are_listed_and_never_deleted(office: Client) -> None:
    accelerator = factories.accelerator()
    assert "Northern Lights" in office.get(LIST).text
    where = reverse("admin:questionnaire_accelerator_delete", args=[accelerator.pk])
    assert office.post(where, {"post": "yes"}).status_code == 403
    assert Accelerator.objects.exists()


def test_others_in_the_admin_see_no_accelerators(client: Client) -> None:
    person = factories.user("editor")
    person.is_staff = True
    person.save()
    person.user_permissions.set(Permission.objects.filter(content_type__model="accelerator"))
    client.force_login(person)
    accelerator = factories.accelerator()
    for where in (LIST, ADD, change(accelerator)):
        assert client.get(where).status_code == 403
    assert client.post(ADD, SAID).status_code == 403


def test_list_of_accelerators_is_in_german_for_who_reads_german(office: Client) -> None:
    Accelerator.objects.create(name="Harbour")
    page = office.get(LIST.replace("/en/", "/de/")).text
    for said in ("Accelerator zur Änderung", "1 Accelerator", ">Angelegt<"):
        assert said in page
    assert "Created" not in page
