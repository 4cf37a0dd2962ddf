import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404

from questionnaire.models import MAX_COMMENT, Comment, Conflict, Mention, Submission
from questionnaire.review import comments
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def submission(small: object) -> Submission:  # noqa: ARG001 - what it is of
    return factories.submission(factories.cohort(factories.accelerator(), is_blind=False))


@pytest.fixture
def ana(submission: Submission) -> User:
    return member(submission, "ana")


@pytest.fixture
def bo(submission: Submission) -> User:
    return member(submission, "bo")


def member(submission: Submission, name: str) -> User:
    assert submission.cohort is not None
    return factories.member(submission.cohort.accelerator, name)


def say(submission: Submission, author: User, text: str, parent: Comment | None = None) -> Comment:
    above = parent.pk if parent else None
    return comments.say(submission=submission, author=author, text=text, parent=above)


def read(submission: Submission, user: User) -> tuple[list[list[str]], int]:
    """Return the threads as lists of texts, and how many comments are hidden."""
    found = comments.discussion(submission=submission, user=user)
    threads = [[row.text for row in (one.comment, *one.answers)] for one in found.threads]
    return threads, found.hidden


def named(comment: Comment) -> list[User]:
    return [row.user for row in comment.mentions.order_by("user")]


def test_comments_are_read_in_threads(submission: Submission, ana: User, bo: User) -> None:
    first = say(submission, ana, " One\r\n1 ")
    say(submission, ana, "Two")
    say(submission, bo, "On one", first)
    say(submission, ana, "On one again", first)
    assert read(submission, bo) == ([["One\n1", "On one", "On one again"], ["Two"]], 0)


@pytest.mark.parametrize("text", ["", " \n ", "x" * (MAX_COMMENT + 1)])
def test_comment_of_no_or_too_many_letters_is_refused(
    text: str, submission: Submission, ana: User
) -> None:
    comment = say(submission, ana, "x" * MAX_COMMENT)
    with pytest.raises(comments.CommentLengthError):
        say(submission, ana, text)
    with pytest.raises(comments.CommentLengthError):
        comments.edit(comment=comment, user=ana, text=text)
    assert [row.text for row in Comment.objects.all()] == ["x" * MAX_COMMENT]


def test_answer_to_an_answer_or_to_elsewhere_is_refused(submission: Submission, ana: User) -> None:
    answer = say(submission, ana, "Answer", say(submission, ana, "Above"))
    assert submission.cohort is not None
    other = say(factories.submission(submission.cohort), ana, "Elsewhere")
    for parent in (answer, other):
        with pytest.raises(comments.CannotAnswerError):
            say(submission, ana, "Refused", parent)


def test_members_are_named_in_the_text_or_picked(
    submission: Submission, ana: User, bo: User
) -> None:
    stranger, conflicted = factories.user("stranger"), member(submission, "cy")
    Conflict.objects.create(submission=submission, user=conflicted)
    comment = say(submission, ana, "@Bo, what do @Stranger, @cy and @ana think?")
    assert named(comment) == [bo]
    picked = comments.say(
        submission=submission,
        author=ana,
        text="Look.",
        mentioned=[bo.pk, ana.pk, stranger.pk, conflicted.pk],
    )
    assert named(picked) == [bo]
    assert comments.may_be_named(submission=submission) == [ana, bo]


def test_longest_name_is_the_one_that_is_meant() -> None:
    ana, lima, bo = (factories.user(name) for name in ("ana", "ana lima", "bo"))
    people = [ana, lima, bo]
    assert comments.named_in("Hi @Ana Lima!", people) == [lima]
    assert comments.named_in("@ana @ANA LIMA", people) == [ana, lima]
    assert comments.named_in("@Bob, x@bo, bo", people) == []


def test_person_without_a_name_is_called_by_their_address() -> None:
    assert comments.name_of(User(email="cleo.v@example.org")) == "cleo.v"
    assert comments.name_of(User(email="x@example.org", first_name="Cleo")) == "Cleo"


def test_comments_of_others_wait_until_one_has_stated_a_strategy(
    submission: Submission, ana: User, bo: User
) -> None:
    assert submission.cohort is not None
    submission.cohort.is_blind = True
    submission.cohort.save()
    above = say(submission, ana, "I say open")
    say(submission, ana, "Closed?", above)
    say(submission, ana, "Mine is hybrid")
    say(submission, bo, "My own")
    assert read(submission, bo) == ([["My own"]], 3)
    say(submission, ana, "@Bo please", above)
    assert read(submission, bo) == ([["I say open", "@Bo please"], ["My own"]], 2)
    factories.review(submission, bo)
    assert read(submission, bo)[1] == 0


def test_own_comment_is_edited_and_tells_who_is_newly_named(
    submission: Submission, ana: User, bo: User
) -> None:
    cy = member(submission, "cy")
    comment = say(submission, ana, "@Bo!")
    assert comments.edit(comment=comment, user=ana, text="@Bo and @Cy!") == [cy]
    assert named(comment) == [bo, cy]
    assert comments.edit(comment=comment, user=ana, text="Nobody") == []
    comment.refresh_from_db()
    assert (comment.text, named(comment), comment.edited_at is None) == ("Nobody", [], False)


def test_comment_of_another_is_left_alone(submission: Submission, ana: User, bo: User) -> None:
    comment = say(submission, ana, "Mine")
    with pytest.raises(PermissionDenied):
        comments.edit(comment=comment, user=bo, text="Yours")
    with pytest.raises(PermissionDenied):
        comments.remove(comment=comment, user=bo)
    assert read(submission, ana) == ([["Mine"]], 0)


def test_removed_comment_takes_its_answers_along(submission: Submission, ana: User) -> None:
    comment = say(submission, ana, "@Ana")
    say(submission, ana, "Answer", comment)
    comments.remove(comment=comment, user=ana)
    assert (Comment.objects.count(), Mention.objects.count()) == (0, 0)


def test_who_may_not_see_the_submission_says_nothing(submission: Submission, ana: User) -> None:
    comment = say(submission, ana, "Before")
    Conflict.objects.create(submission=submission, user=ana)
    with pytest.raises(Http404):
        say(submission, ana, "After")
    with pytest.raises(Http404):
        comments.edit(comment=comment, user=ana, text="After")
    with pytest.raises(Http404):
        comments.remove(comment=comment, user=ana)
    assert [row.text for row in Comment.objects.all()] == ["Before"]
