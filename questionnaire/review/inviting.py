"""Founders by the list: invited by mail, reminded until they have finished or want no more."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from questionnaire.enums import SubmissionStatus
from questionnaire.models import Cohort, FounderInvitation, Submission
from questionnaire.models.programme import MAX_REMIND_EVERY_DAYS
from questionnaire.results.access import hash_token
from questionnaire.results.cohorts import new_founder_token

MAX_ADDRESSES = 1_000
MAX_LIST = 200_000
# A colon is in no address, but in "mailto:"; bars and points come from tables and lists
BETWEEN = re.compile(r"[\s,;:<>()\[\]\"“”„«»|、•·]+")
# An apostrophe is part of an address (o'brien@example.org), unless it stands around one
AROUND = "'‘’.`"
# What is copied along from spreadsheets and mail programs, and seen by nobody
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Django lets "localhost" pass, which no founder has
reachable_address = EmailValidator(allowlist=[])


class TooManyAddressesError(Exception):
    """More than MAX_ADDRESSES were given at once."""


@dataclass(frozen=True)
class Address:
    """Whom to invite, and in what language."""

    email: str
    language: str


@dataclass(frozen=True)
class AddressList:
    """What a pasted list says: the addresses, each once, and what is none."""

    addresses: tuple[Address, ...]
    rejected: tuple[str, ...]


@dataclass(frozen=True)
class Invited:
    """Who was invited now, and who had been before."""

    new: tuple[FounderInvitation, ...]
    known: tuple[str, ...]


def parse_addresses(text: str, *, default_language: str) -> AddressList:
    """Read a pasted list of addresses, divided by lines, commas, semicolons or spaces.

    A language's code after an address ("ana@example.org, pt") is the language of that one. Names
    beside an address are left out; a line without any address, and an address that cannot be one,
    are rejected. Addresses are in small letters; of one that is there twice, the first counts.
    """
    found: dict[str, str] = {}
    rejected: list[str] = []
    for line in text[:MAX_LIST].splitlines():
        words = words_of(line)
        if words and not any("@" in word for word in words):
            rejected.append(line.strip())
        for email, language in _addresses_in(words):
            if _is_address(email):
                found.setdefault(email, language or default_language)
            else:
                rejected.append(f"{email}, {language}" if language else email)
    addresses = tuple(Address(email, language) for email, language in found.items())
    return AddressList(addresses, tuple(dict.fromkeys(rejected)))


def words_of(line: str) -> list[str]:
    """Return the words of a line, without what stands between or around them.

    Signs that only look otherwise, as in East Asian typing, are read as what they stand for.
    """
    plain = unicodedata.normalize("NFKC", UNSEEN.sub("", line))
    words = (word.strip(AROUND) for word in BETWEEN.split(plain))
    return [word for word in words if word]


def _addresses_in(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield each address of a line with the language that follows it, "" for none."""
    languages = dict(settings.LANGUAGES)
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if "@" in word:
            language = following.lower()
            yield word.lower(), language if language in languages else ""


def _is_address(text: str) -> bool:
    try:
        reachable_address(text)
    except ValidationError:
        return False
    return len(text) <= (FounderInvitation._meta.get_field("email").max_length or 0)  # noqa: SLF001 - Django's own name


@transaction.atomic
def invite_founders(*, cohort: Cohort, addresses: Sequence[Address]) -> Invited:
    """Invite founders to a cohort, each once: who has been invited before is left as they were.

    The mails are sent later; `cohorts.founder_token` gives the token for each. Raises
    TooManyAddressesError.
    """
    if len(addresses) > MAX_ADDRESSES:
        raise TooManyAddressesError
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    wanted = {address.email.lower(): address.language for address in addresses}
    taken = FounderInvitation.objects.filter(cohort=cohort, email__in=wanted)
    known = set(taken.values_list("email", flat=True))
    now = timezone.now()
    new = [
        FounderInvitation(cohort=cohort, email=email, language=language, created_at=now)
        for email, language in wanted.items()
        if email not in known
    ]
    for invitation in new:
        invitation.token_hash = hash_token(new_founder_token(invitation))
    FounderInvitation.objects.bulk_create(new)
    return Invited(tuple(new), tuple(sorted(known)))


def mark_sent(*, invitation: FounderInvitation, now: datetime) -> None:
    """Note that the invitation has been mailed; a second time changes nothing."""
    FounderInvitation.objects.filter(pk=invitation.pk, sent_at=None).update(sent_at=now)


def due_reminders(now: datetime) -> QuerySet[FounderInvitation]:
    """Return the invitations to remind of now, in the order of their primary keys.

    Of founders who have not submitted, in cohorts that are open and remind; at most as often as
    the cohort allows, counted from the last mail; never once stopped. Who has submitted under the
    same address without using the invitation is not reminded either.
    """
    finished = Submission.objects.exclude(status=SubmissionStatus.DRAFT).filter(
        cohort=OuterRef("cohort"), email__iexact=OuterRef("email")
    )
    waiting = FounderInvitation.objects.filter(
        Q(cohort__closes_at=None) | Q(cohort__closes_at__gt=now),
        Q(submission=None) | Q(submission__status=SubmissionStatus.DRAFT),
        cohort__opens_at__lte=now,
        stopped_at=None,
        sent_at__isnull=False,
    )
    return (
        waiting.annotate(last_mail=Coalesce("reminded_at", "sent_at"))
        .filter(_long_enough_ago(now), ~Exists(finished))
        .select_related("cohort__accelerator", "submission")
        .order_by("pk")
    )


def claim_reminder(*, invitation: FounderInvitation, now: datetime) -> bool:
    """Note that a reminder goes out now; False when it is not due any more.

    Of two workers that find the same reminder due, one gets it.
    """
    with transaction.atomic():
        locked = FounderInvitation.objects.select_for_update().filter(pk=invitation.pk).first()
        if locked is None or not due_reminders(now).filter(pk=locked.pk).exists():
            return False
        locked.reminded_at, locked.reminders = now, locked.reminders + 1
        locked.save(update_fields=["reminded_at", "reminders"])
        return True


def _long_enough_ago(now: datetime) -> Q:
    """Return whether the last mail is as many days old as the cohort asks for."""
    condition = Q(pk__in=[])
    for days in range(1, MAX_REMIND_EVERY_DAYS + 1):
        before = now - timedelta(days=days)
        condition |= Q(cohort__remind_every_days=days, last_mail__lte=before)
    return condition
