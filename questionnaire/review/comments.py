"""What staff say to each other about a submission: in threads, naming each other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from questionnaire.models import MAX_COMMENT, Comment, Mention, Submission
from questionnaire.review.access import members_who_may_see, submission_for
from questionnaire.review.blindness import machine_visible


class CommentLengthError(Exception):
    """A comment is empty, or longer than MAX_COMMENT characters."""


class CannotAnswerError(Exception):
    """A comment would answer an answer, or one about another submission."""


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, oldest first."""

    comment: Comment
    answers: tuple[Comment, ...]


@dataclass(frozen=True)
class Discussion:
    """What a person may read; `hidden` others wait until they have stated a strategy."""

    threads: tuple[Thread, ...]
    hidden: int


def discussion(*, submission: Submission, user: User) -> Discussion:
    """Return what was said about a submission, as far as a person may read it.

    While the machine's recommendation is hidden from them, so are others' comments, which may give
    a verdict away; but not those that name them, nor what those answer to.
    """
    comments = Comment.objects.filter(submission=submission).select_related("author")
    found = list(comments.prefetch_related("mentions__user").order_by("at", "pk"))
    shown = found
    if not machine_visible(submission, user):
        shown = [comment for comment in found if _is_for(comment, user)]
        needed = {comment.parent_id for comment in shown}
        shown = [comment for comment in found if comment in shown or comment.pk in needed]
    threads = tuple(
        Thread(comment, tuple(answer for answer in shown if answer.parent_id == comment.pk))
        for comment in shown
        if comment.parent_id is None
    )
    return Discussion(threads, len(found) - len(shown))


@transaction.atomic
def say(
    *,
    submission: Submission,
    author: User,
    text: str,
    parent: int | None = None,
    mentioned: Iterable[int] = (),
) -> Comment:
    """Say something about a submission, or answer what was said; name members by primary key.

    Who is named must be a member who may see the submission; others are left out, without a word,
    so that nobody learns of a conflict. Raises CommentLengthError, CannotAnswerError, and Http404.
    """
    text = _checked(text)
    seen = submission_for(author, submission.pk)
    if parent is not None:
        above = Comment.objects.filter(pk=parent, submission=seen, parent=None)
        if not above.exists():
            raise CannotAnswerError
    comment = Comment.objects.create(submission=seen, author=author, parent_id=parent, text=text)
    _mention(comment, mentioned)
    return comment


@transaction.atomic
def edit(*, comment: Comment, user: User, text: str, mentioned: Iterable[int] = ()) -> list[User]:
    """Change one's own comment; return who is named that was not named before.

    Raises PermissionDenied for another's, CommentLengthError, and Http404.
    """
    text = _checked(text)
    _refuse_others(comment, user)
    submission_for(user, comment.submission_id)
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    before = set(comment.mentions.values_list("user", flat=True))
    comment.mentions.all().delete()
    return [person for person in _mention(comment, mentioned) if person.pk not in before]


@transaction.atomic
def remove(*, comment: Comment, user: User) -> None:
    """Delete one's own comment, with the answers to it; raise PermissionDenied for another's."""
    _refuse_others(comment, user)
    submission_for(user, comment.submission_id)
    comment.delete()


def may_be_named(*, submission: Submission) -> list[User]:
    """Return whom a comment may name, by name: members without a conflict."""
    members = members_who_may_see(submission)
    return sorted((member.user for member in members), key=lambda user: (name_of(user), user.pk))


def name_of(user: User) -> str:
    """Return how a person is called: their name, or what comes before the @ of their address."""
    return user.get_full_name() or user.email.partition("@")[0]


def named_in(text: str, people: Sequence[User]) -> list[User]:
    """Return the people whom a text names, as in "@Ana Lima": the longest name counts."""
    found: list[User] = []
    rest = text
    for person in sorted(people, key=lambda user: (-len(name_of(user)), user.pk)):
        pattern = rf"(?<!\w)@{re.escape(name_of(person))}(?!\w)"
        shorter = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
        if shorter != rest:
            found.append(person)
        rest = shorter
    return sorted(found, key=lambda user: user.pk)


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not 0 < len(text) <= MAX_COMMENT:
        raise CommentLengthError
    return text


def _refuse_others(comment: Comment, user: User) -> None:
    if comment.author_id != user.pk:
        raise PermissionDenied


def _is_for(comment: Comment, user: User) -> bool:
    named = any(mention.user_id == user.pk for mention in comment.mentions.all())
    return comment.author_id == user.pk or named


def _mention(comment: Comment, mentioned: Iterable[int]) -> list[User]:
    """Name the members of these primary keys, and those whom the text names; return them."""
    people = [member.user for member in members_who_may_see(comment.submission)]
    wanted = {*mentioned, *(person.pk for person in named_in(comment.text, people))}
    named = [person for person in people if person.pk in wanted - {comment.author_id}]
    named.sort(key=lambda person: person.pk)
    Mention.objects.bulk_create(Mention(comment=comment, user=person) for person in named)
    return named
