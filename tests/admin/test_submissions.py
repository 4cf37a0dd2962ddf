"""Submissions in the admin: read by those who may, changed by nobody, and each look is kept."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from questionnaire.models import Answer, Questionnaire, Submission
from tests import factories
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
LIST = "admin:questionnaire_submission_changelist"
ADD = "admin:questionnaire_submission_add"


@pytest.fixture
def staff() -> User:
    """Somebody who may read submissions."""
    user = User.objects.create_user("ada", first_name="Ada", last_name="Byron", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_submission"))
    return user


@pytest.fixture
def client(staff: User) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def submission(small: Questionnaire) -> Submission:
    return named(factories.submitted(small, factories.ALL_OPEN)[0], "Lighthouse")


def named(submission: Submission, name: str) -> Submission:
    submission.venture.name = name
    submission.venture.save()
    return submission


def address(submission: Submission, page: str = "change") -> str:
    return reverse(f"admin:questionnaire_submission_{page}", args=[submission.pk])


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_list_tells_of_each_submission(client: Client, submission: Submission) -> None:
    said = read(client, reverse(LIST))
    for text in ("Lighthouse", str(submission.questionnaire), "Submitted", "English"):
        assert text in said
    assert submission.token_hash not in said


def test_venture_is_found_by_its_name(
    client: Client, submission: Submission, small: Questionnaire
) -> None:
    named(factories.started(small)[0], "Windmill")
    said = read(client, reverse(LIST) + "?q=light")
    assert ("Lighthouse" in said, "Windmill" in said) == (True, False)
    assert submission.venture.name == "Lighthouse"


def test_heads_and_filters_of_the_list_speak_the_language_of_the_reader(
    client: Client,
    submission: Submission,  # noqa: ARG001 - one questionnaire would be no choice
) -> None:
    factories.started(factories.published(key="other"))
    shown = client.get(reverse(LIST).replace("/en/", "/de/")).context["cl"]
    assert [str(one.title) for one in shown.filter_specs] == ["Status", "Sprache", "Fragebogen"]


def test_list_is_filtered_by_status(client: Client, submission: Submission) -> None:
    named(factories.started(submission.questionnaire)[0], "")
    said = read(client, reverse(LIST) + "?status__exact=draft")
    assert ("Lighthouse" in said, "Unnamed venture" in said) == (False, True)


def test_list_is_filtered_by_language(client: Client, submission: Submission) -> None:
    other = named(factories.started(submission.questionnaire)[0], "Windmill")
    Submission.objects.filter(pk=other.pk).update(language="pt")
    page = "".join(read(client, reverse(LIST)).split())
    assert '"?language=pt">Portuguese<' in page
    said = read(client, reverse(LIST) + "?language=pt")
    assert ("Lighthouse" in said, "Windmill" in said) == (False, True)


def test_page_shows_answers_notes_and_recommendation_in_words(
    client: Client, small: Questionnaire
) -> None:
    submission, token = factories.started(small)
    factories.answer(submission, {"M1": "a"}, note="We <b>asked</b> around")
    factories.answer(submission, {"M2": "not-sure"})
    said = read(client, address(submission))
    assert "Set money [en]" in said
    assert "Question M1? [en]" in said
    assert "M1 is a [en]" in said
    assert "We &lt;b&gt;asked&lt;/b&gt; around" in said
    assert "Not sure yet" in said
    assert said.count("Not answered") == 3
    assert "None yet: it is made when the answers are submitted." in said
    assert token not in said


def test_page_shows_what_was_recommended(client: Client, submission: Submission) -> None:
    said = " ".join(read(client, address(submission)).split())
    wording = submission.recommendation.get_wording_display()
    assert f"<p> Open, {wording} </p>" in said


def test_page_is_in_the_readers_language(client: Client, submission: Submission) -> None:
    path = address(submission).replace("/en/", "/de/", 1)
    assert "Question M1? [de]" in read(client, path)


def test_nothing_secret_or_personal_is_shown(client: Client, small: Questionnaire) -> None:
    submission, _token = factories.started(small, email="founder@example.org")
    said = read(client, address(submission)) + read(client, reverse(LIST))
    assert submission.token_hash not in said
    assert "founder@example.org" not in said


def test_each_look_is_kept_with_who_took_it(
    client: Client, staff: User, submission: Submission
) -> None:
    read(client, address(submission))
    said = read(client, address(submission))
    looks = LogEntry.objects.get_for_object(submission)
    assert [(look.action, look.actor) for look in looks] == [(LogEntry.Action.ACCESS, staff)] * 2
    assert said.count("· Ada Byron</li>") == 2


def test_list_is_no_look(client: Client, submission: Submission) -> None:
    read(client, reverse(LIST))
    assert not LogEntry.objects.get_for_object(submission).exists()


def test_changing_nothing_is_allowed_to_superusers_either(
    admin_client: Client, submission: Submission
) -> None:
    before = Submission.objects.filter(pk=submission.pk).values().get()
    for path in (address(submission), address(submission, "delete"), reverse(ADD)):
        assert admin_client.post(path, {"status": "withdrawn", "post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [submission.pk], "post": "yes"}
    admin_client.post(reverse(LIST), action)
    assert Submission.objects.filter(pk=submission.pk).values().get() == before
    said = read(admin_client, address(submission))
    for name in ("_save", "_addanother", "deletelink"):
        assert name not in said


@pytest.mark.parametrize("page", ["list", "page"])
def test_stranger_and_anonymous_see_nothing(
    editor: Client, submission: Submission, page: str
) -> None:
    path = reverse(LIST) if page == "list" else address(submission)
    assert editor.get(path).status_code == 403
    assert Client().get(path).status_code == 302
    assert not LogEntry.objects.get_for_object(submission).exists()


def test_submission_that_is_not_there_leads_back(client: Client) -> None:
    gone = reverse("admin:questionnaire_submission_change", args=[99_999])
    assert client.get(gone).status_code == 302


def test_list_takes_as_many_queries_for_three_as_for_one(
    client: Client, small: Questionnaire, count_queries: Queries
) -> None:
    counts = []
    for number in (1, 3):
        while Submission.objects.count() < number:
            factories.submitted(small, factories.ALL_OPEN)
        read(client, reverse(LIST))
        with count_queries() as queries:
            read(client, reverse(LIST))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_page_takes_as_many_queries_for_three_looks_as_for_one(
    client: Client, submission: Submission, count_queries: Queries
) -> None:
    counts = []
    Answer.objects.filter(submission=submission).exclude(question__key="M1").delete()
    for _look in range(4):
        with count_queries() as queries:
            read(client, address(submission))
        counts.append(len(queries))
    assert counts[1] == counts[3] <= 12
