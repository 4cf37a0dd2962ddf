"""Read-only links to a result: made, listed, revoked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from questionnaire.models import SharedLink, Submission
from questionnaire.results.access import hash_token, submission_for_token
from questionnaire.results.tokens import shared_link_token

MAX_LINKS = 20


class CannotShareError(Exception):
    """Nothing is submitted yet, or MAX_LINKS links are open already."""


@dataclass(frozen=True)
class OwnLink:
    """A link that can be used, as its founder sees it."""

    number: int
    address: str
    shows_notes: bool
    created_at: datetime


@dataclass(frozen=True)
class Sharing:
    """The links of a submission that can be used, oldest first."""

    links: tuple[OwnLink, ...]
    limit: int = MAX_LINKS

    @property
    def is_full(self) -> bool:
        """Whether one has to be revoked before another can be made."""
        return len(self.links) >= self.limit


def links_of(submission: Submission, token: str, absolute: Callable[[str], str]) -> Sharing:
    """Return the links of the submission behind the token, in one query.

    `absolute` makes a whole address of a path.
    """
    rows = SharedLink.objects.filter(submission=submission, revoked_at=None).order_by("number")
    return Sharing(
        tuple(
            OwnLink(
                number=row.number,
                address=absolute(
                    reverse("results:shared", args=[shared_link_token(token, row.number)])
                ),
                shows_notes=row.shows_notes,
                created_at=row.created_at,
            )
            for row in rows
        )
    )


@transaction.atomic
def create(*, token: str, shows_notes: bool) -> SharedLink:
    """Make a link to the result behind a founder's token.

    Raises Http404 for an unknown token, and CannotShareError.
    """
    # The lock lets nobody else take the same number
    submission = submission_for_token(token, lock=True)
    links = SharedLink.objects.filter(submission=submission)
    if submission.is_open or links.filter(revoked_at=None).count() >= MAX_LINKS:
        raise CannotShareError(submission)
    number = 1 + (links.aggregate(last=Max("number"))["last"] or 0)
    return SharedLink.objects.create(
        submission=submission,
        number=number,
        token_hash=hash_token(shared_link_token(token, number)),
        shows_notes=shows_notes,
    )


def revoke(*, token: str, number: int) -> None:
    """Let a link lead nowhere from now on; once more, or without such a link, changes nothing.

    Raises Http404 for an unknown token.
    """
    links = SharedLink.objects.filter(submission=submission_for_token(token), number=number)
    links.filter(revoked_at=None).update(revoked_at=timezone.now())
