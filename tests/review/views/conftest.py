"""What the tests of the staff's pages share."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from questionnaire.models import Accelerator, Answer, Cohort, Questionnaire, Submission
from questionnaire.walk import services
from tests.pages import path
from tests.review import factories

SignIn = Callable[[User], Client]
NOTE = "We asked <b>two</b> hospitals.\nBoth said yes."


@pytest.fixture
def home(db: None) -> Accelerator:  # noqa: ARG001 - has to be there
    return factories.accelerator()


@pytest.fixture
def cohort(small: Questionnaire, home: Accelerator) -> Cohort:  # noqa: ARG001 - has to be there
    """A blind cohort of the accelerator."""
    return factories.cohort(home)


@pytest.fixture
def reader(home: Accelerator) -> User:
    """A reviewer."""
    return factories.member(home, "reader")


@pytest.fixture
def manager(home: Accelerator) -> User:
    return factories.manager(home, "boss")


@pytest.fixture
def submission(cohort: Cohort) -> Submission:
    return factories.submission(cohort)


@pytest.fixture
def client_of() -> SignIn:
    """A browser in which somebody has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def staff(reader: User, client_of: SignIn) -> Client:
    """The reviewer's browser."""
    return client_of(reader)


@pytest.fixture
def answered(small: Questionnaire, cohort: Cohort) -> tuple[Submission, str]:
    """A submission that was answered and scored, with a note, and its token."""
    submission, token = services.start(
        questionnaire=small, language="en", venture_name="Door Ltd", cohort=cohort
    )
    answer(submission, [0, 0, 0], NOTE)
    services.submit(token=token, language="en")
    return Submission.objects.get(pk=submission.pk), token


def answer(submission: Submission, options: list[int], note: str = "") -> None:
    questions = [
        question
        for part in submission.questionnaire.sets.order_by("position")
        for question in part.questions.order_by("position")
    ]
    for question, place in zip(questions, [*options, *[0] * len(questions)], strict=False):
        Answer.objects.update_or_create(
            submission=submission,
            question=question,
            defaults={"option": question.options.order_by("position")[place], "note": note},
        )


def staff_path(name: str, *args: object) -> str:
    """Return the address of a staff page."""
    return path(f"review:{name}", *map(str, args))
