"""After the closing date: answers are read, and neither changed nor submitted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from questionnaire.models import Answer, Cohort, Questionnaire, Submission
from questionnaire.walk import joining, services
from tests import factories as answers
from tests.pages import elements, form_data, path
from tests.review import factories
from tests.walk.views.saying import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(small: Questionnaire) -> tuple[Submission, str]:  # noqa: ARG001 - is to be published
    """A draft with one answer and a note, in a cohort that is open."""
    cohort = factories.cohort(factories.accelerator(), contact_email="desk@example.org")
    submission, token = joining.join(cohort=cohort, language="en", venture_name="Door Ltd")
    answers.answer(submission, {"M1": "a"}, note="Our note")
    return submission, token


def close(submission: Submission) -> None:
    Cohort.objects.filter(submissions=submission).update(
        closes_at=timezone.now() - timedelta(seconds=1)
    )


def test_late_draft_is_read_on_one_page(client: Client, begun: tuple[Submission, str]) -> None:
    submission, token = begun
    close(submission)
    page = client.get(path("walk:check", token))
    assert page.status_code == 200
    assert "M1 is a [en]" in page.text
    assert "Our note" in page.text
    assert "Autumn at Northern Lights closed on" in page.text
    assert elements(page, "a", href="mailto:desk@example.org")
    assert elements(page, "form", action=path("walk:submit", token)) == []
    assert "Change" not in page.text


def test_overview_of_a_late_draft_says_so(client: Client, begun: tuple[Submission, str]) -> None:
    submission, token = begun
    close(submission)
    page = client.get(path("walk:overview", token))
    assert "Closed: you can read your answers, but not submit them" in page.text
    assert elements(page, "a", href=path("walk:check", token))


@pytest.mark.parametrize("step", [("set", "money"), ("importance",)])
def test_page_that_asks_leads_to_what_was_said(
    client: Client, begun: tuple[Submission, str], step: tuple[str, ...]
) -> None:
    submission, token = begun
    close(submission)
    response = client.get(path(f"walk:{step[0]}", token, *step[1:]))
    assert response["Location"] == path("walk:check", token)


@pytest.mark.parametrize("is_htmx", [False, True])
def test_answer_that_comes_too_late_stays_on_the_page_and_is_not_saved(
    client: Client, begun: tuple[Submission, str], *, is_htmx: bool
) -> None:
    submission, token = begun
    address = path("walk:set", token, "money")
    typed = {**form_data(client.get(address)), "M2": "b", "M2-note": "Too late"}
    close(submission)
    response = client.post(address, typed, headers=HTMX if is_htmx else {})
    assert response.status_code == (200 if is_htmx else 409)
    assert "The cohort has closed meanwhile" in response.text
    if not is_htmx:
        assert form_data(response)["M2-note"] == "Too late"
    assert list(Answer.objects.values_list("question__key", "note")) == [("M1", "Our note")]


def test_importance_that_comes_too_late_is_not_saved(
    client: Client, begun: tuple[Submission, str]
) -> None:
    submission, token = begun
    address = path("walk:importance", token)
    typed = {**form_data(client.get(address)), "money": "5"}
    close(submission)
    response = client.post(address, typed)
    assert response.status_code == 409
    assert "The cohort has closed meanwhile" in response.text
    submission.refresh_from_db()
    assert submission.importance == {}


def test_submitting_too_late_loses_nothing(client: Client, begun: tuple[Submission, str]) -> None:
    submission, token = begun
    close(submission)
    response = client.post(path("walk:submit", token))
    assert response.status_code == 409
    assert "This cohort has closed" in response.text
    assert elements(response, "a", href=path("walk:overview", token))
    submission.refresh_from_db()
    assert submission.is_open
    assert Answer.objects.count() == 1


def test_submitting_before_the_opening_is_refused_kindly(
    client: Client, begun: tuple[Submission, str]
) -> None:
    submission, token = begun
    opens_at = timezone.now() + timedelta(days=1)
    Cohort.objects.filter(submissions=submission).update(opens_at=opens_at)
    response = client.post(path("walk:submit", token))
    assert response.status_code == 409
    assert "This cohort is not open yet" in response.text


def test_draft_can_be_submitted_when_the_date_was_moved(
    client: Client, begun: tuple[Submission, str]
) -> None:
    submission, token = begun
    close(submission)
    client.post(path("walk:submit", token))
    Cohort.objects.update(closes_at=timezone.now() + timedelta(days=1))
    response = client.post(path("walk:submit", token))
    assert response["Location"] == path("results:result", token)


def test_what_was_submitted_stays_a_result(client: Client, begun: tuple[Submission, str]) -> None:
    submission, token = begun
    client.post(path("walk:submit", token))
    close(submission)
    page = client.get(path("results:result", token))
    assert page.status_code == 200
    assert "For Autumn at Northern Lights, until" in page.text
    assert elements(page, "form", action=path("walk:revise", token)) == []
    again = client.post(path("walk:submit", token))
    assert again["Location"] == path("results:result", token)


def test_new_version_is_not_begun_after_closing(
    client: Client, begun: tuple[Submission, str]
) -> None:
    submission, token = begun
    client.post(path("walk:submit", token))
    close(submission)
    response = client.post(path("walk:revise", token))
    assert response.status_code == 409
    assert Submission.objects.count() == 1


def test_new_version_that_was_begun_before_is_read(
    client: Client, begun: tuple[Submission, str]
) -> None:
    submission, token = begun
    client.post(path("walk:submit", token))
    revision = services.revise(token=token)
    close(submission)
    response = client.post(path("walk:revise", token), follow=True)
    assert response.redirect_chain == [(path("walk:overview", revision), 302)]
    assert "Closed: you can read your answers" in response.text
