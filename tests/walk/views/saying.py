"""What is said on a set's page, and what is saved of it."""

from typing import Any

from django.test import Client

from questionnaire.models import Submission
from questionnaire.results.answers import Said, answers_of
from tests import factories
from tests.pages import form_data

HTMX = {"hx-request": "true"}


def said_by(submission: Submission) -> dict[str, Said]:
    return answers_of(submission, factories.in_english(submission.questionnaire))


def typed(client: Client, address: str, **changes: str) -> dict[str, Any]:
    """Open a page, and return what its form sends after some changes."""
    return {**form_data(client.get(address)), **changes}
