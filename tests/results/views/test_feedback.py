"""What staff have written to a founder, on the founder's own page."""

import pytest
from django.test import Client
from django.utils import timezone

from questionnaire.models import Feedback, Questionnaire, Submission
from questionnaire.results import sharing
from questionnaire.results.tokens import shared_link_token
from questionnaire.walk import joining, services
from tests.pages import path
from tests.review import factories

pytestmark = pytest.mark.django_db
TEXT = "Open the weights.\n\nKeep <b>the data</b>."


@pytest.fixture
def submitted(small: Questionnaire) -> tuple[Submission, str]:  # noqa: ARG001 - is to be published
    cohort = factories.cohort(factories.accelerator())
    submission, token = joining.join(cohort=cohort, language="en", venture_name="Door Ltd")
    services.submit(token=token, language="en")
    return submission, token


def write(submission: Submission, *, is_released: bool) -> None:
    Feedback.objects.create(
        submission=submission, text=TEXT, released_at=timezone.now() if is_released else None
    )


def test_feedback_is_read_once_it_is_released(
    client: Client, submitted: tuple[Submission, str]
) -> None:
    submission, token = submitted
    write(submission, is_released=True)
    text = client.get(path("results:result", token)).text
    assert "Feedback from Northern Lights" in text
    assert "<p>Open the weights.</p>" in text
    assert "<p>Keep &lt;b&gt;the data&lt;/b&gt;.</p>" in text


def test_feedback_is_not_read_before(client: Client, submitted: tuple[Submission, str]) -> None:
    submission, token = submitted
    write(submission, is_released=False)
    text = client.get(path("results:result", token)).text
    assert "Open the weights." not in text
    assert "Feedback from" not in text


def test_feedback_is_not_on_shared_links(client: Client, submitted: tuple[Submission, str]) -> None:
    submission, token = submitted
    write(submission, is_released=True)
    link = sharing.create(token=token, shows_notes=True)
    shared = shared_link_token(token, link.number)
    text = client.get(path("results:shared", shared)).text
    assert "Open the weights." not in text
    assert "Northern Lights" not in text
