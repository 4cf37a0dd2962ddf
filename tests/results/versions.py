"""Founders who come back: revisions of answers that were submitted."""

from collections.abc import Mapping

from questionnaire.models import Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.walk import services
from tests import factories


def drafted(token: str, answers: Mapping[str, str]) -> tuple[Submission, str]:
    """Begin a revision with other answers; return it with its token."""
    following = services.revise(token=token)
    factories.answer(submission_for_token(following), answers)
    return submission_for_token(following), following


def revised(token: str, answers: Mapping[str, str]) -> tuple[Submission, str]:
    """Submit a revision with other answers; return it with its token."""
    _draft, following = drafted(token, answers)
    services.submit(token=following, language="en")
    return submission_for_token(following), following


def three_versions(questionnaire: Questionnaire) -> list[tuple[Submission, str]]:
    """Return three submitted versions: all open, one answer closed, all closed."""
    first = factories.submitted(questionnaire, factories.ALL_OPEN)
    second = revised(first[1], {"M1": "b"})
    return [first, second, revised(second[1], factories.ALL_CLOSED)]
