"""What the tests of the walk's pages share."""

import pytest

from questionnaire.models import Submission
from tests.pages import path


@pytest.fixture
def money(token: str) -> str:
    """The address of the page of the set `money`."""
    return path("walk:set", token, "money")


@pytest.fixture
def submission(submission_and_token: tuple[Submission, str]) -> Submission:
    return submission_and_token[0]
