"""An accelerator's intakes: made, changed, and what their submissions are rated by."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from questionnaire.enums import CohortFlaw
from questionnaire.models import Accelerator, Cohort, Criterion, Questionnaire
from questionnaire.models.programme import CODE_LENGTH, MAX_REMIND_EVERY_DAYS

# Without 0 and O, 1 and I and L, U and V, 2 and Z, 5 and S: 25 signs. Eight of them make
# 25 ** 8 = 1.5e11 codes (37 bits). That is no secret, and need not be: a code lets one begin in a
# cohort and shows nobody's answers. It only keeps strangers from stumbling in.
CODE_ALPHABET = "ABCDEFGHJKMNPQRTWXY346789"
CHANGEABLE = frozenset(
    {
        "name",
        "questionnaire_key",
        "opens_at",
        "closes_at",
        "languages",
        "welcome",
        "contact_email",
        "is_blind",
        "remind_every_days",
    }
)
MAX_CRITERIA = 10


class CohortFlawedError(Exception):
    """A cohort cannot be as it was asked for; `flaws` says of each field why."""

    def __init__(self, flaws: Mapping[str, CohortFlaw]) -> None:
        super().__init__(", ".join(flaws))
        self.flaws = dict(flaws)


class CohortChangedError(Exception):
    """Somebody else has changed a cohort, or its rubric, since it was looked at."""


class CriterionInUseError(Exception):
    """A criterion was about to be taken away by which somebody has rated already."""


@dataclass(frozen=True)
class CriterionItem:
    """A line of a rubric; `key` is "" for a new one."""

    name: str
    hint: str = ""
    key: str = ""


def new_code() -> str:
    """Return a code that is drawn at random, and not taken."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _sign in range(CODE_LENGTH))
        if not Cohort.objects.filter(code=code).exists():
            return code


@transaction.atomic
def create_cohort(
    *,
    accelerator: Accelerator,
    name: str,
    questionnaire_key: str,
    opens_at: datetime,
    languages: Sequence[str],
    **others: Any,
) -> Cohort:
    """Make a cohort with a new code; `others` may be any of the other CHANGEABLE fields.

    Raises CohortFlawedError, and TypeError for a field that is not CHANGEABLE.
    """
    _refuse_unknown(others)
    cohort = Cohort(
        accelerator=accelerator,
        name=name.strip(),
        questionnaire_key=questionnaire_key,
        opens_at=opens_at,
        languages=list(languages),
        code=new_code(),
        **others,
    )
    _refuse_flawed(cohort)
    cohort.save()
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, **changes: Any) -> Cohort:
    """Change some of the CHANGEABLE fields of a cohort; return it as it is then.

    Raises CohortFlawedError (among others when the questionnaire would change under founders who
    have begun), and TypeError for a field that is not CHANGEABLE.
    """
    _refuse_unknown(changes)
    changed = Cohort.objects.select_for_update().get(pk=cohort.pk)
    stored_key = changed.questionnaire_key
    for field, value in changes.items():
        setattr(changed, field, value)
    changed.name = changed.name.strip()
    if changed.questionnaire_key != stored_key and changed.submissions.exists():
        raise CohortFlawedError({"questionnaire_key": CohortFlaw.BEGUN})
    _refuse_flawed(changed)
    changed.save(update_fields=[*changes])
    return changed


@transaction.atomic
def replace_cohort(
    *, cohort: Cohort, items: Sequence[CriterionItem], was: str, **changes: Any
) -> Cohort:
    """Change a cohort and its rubric, both or neither; `was` is the mark of what the writer saw.

    Raises CohortChangedError when something else stands there by now, unless that is what is
    wanted; and what `change_cohort` and `set_criteria` raise.
    """
    stands = mark_of(Cohort.objects.select_for_update().get(pk=cohort.pk))
    changed = change_cohort(cohort=cohort, **changes)
    set_criteria(cohort=changed, items=items)
    if stands not in (was, mark_of(changed)):
        raise CohortChangedError
    return changed


def mark_of(cohort: Cohort) -> str:
    """Return a short mark of all that can be changed of a cohort, its rubric included."""
    said = [str(getattr(cohort, field)) for field in sorted(CHANGEABLE)]
    rubric = Criterion.objects.filter(cohort=cohort).order_by("position", "pk")
    stands = [*said, *rubric.values_list("name", "hint")]
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]


@transaction.atomic
def set_criteria(*, cohort: Cohort, items: Sequence[CriterionItem]) -> list[Criterion]:
    """Let a cohort's submissions be rated by these criteria, in this order.

    Those that are not named are taken away. Raises CriterionInUseError when one of them has been
    used, and ValueError for more than MAX_CRITERIA.
    """
    if len(items) > MAX_CRITERIA:
        raise ValueError("Too many criteria.")
    kept = {criterion.key: criterion for criterion in cohort.criteria.select_for_update()}
    named = {item.key for item in items}
    gone = [criterion.pk for key, criterion in kept.items() if key not in named]
    if Criterion.objects.filter(pk__in=gone, ratings__isnull=False).exists():
        raise CriterionInUseError
    Criterion.objects.filter(pk__in=gone).delete()
    for position, item in enumerate(items):
        criterion = kept.get(item.key) or Criterion(cohort=cohort, key=_new_key(item, kept))
        criterion.name, criterion.hint = item.name.strip(), item.hint.strip()
        criterion.position = position
        criterion.save()
        kept[criterion.key] = criterion
    return list(cohort.criteria.all())


def _new_key(item: CriterionItem, taken: Mapping[str, Criterion]) -> str:
    """Return a key made of the name, with a number where that is taken."""
    stem = slugify(item.name)[:30] or "criterion"
    keys = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in keys if key not in taken)


def _refuse_unknown(fields: Mapping[str, Any]) -> None:
    if unknown := fields.keys() - CHANGEABLE:
        raise TypeError(f"No field of a cohort that can be chosen: {sorted(unknown)}")


def _refuse_flawed(cohort: Cohort) -> None:
    """Raise CohortFlawedError with all that is wrong."""
    flaws: dict[str, CohortFlaw] = {}
    if not cohort.name:
        flaws["name"] = CohortFlaw.NO_NAME
    published = Questionnaire.objects.published().filter(key=cohort.questionnaire_key)
    if not published.exists():
        flaws["questionnaire_key"] = CohortFlaw.NOT_PUBLISHED
    if cohort.closes_at is not None and cohort.closes_at <= cohort.opens_at:
        flaws["closes_at"] = CohortFlaw.CLOSES_FIRST
    if not cohort.languages or set(cohort.languages) - dict(settings.LANGUAGES).keys():
        flaws["languages"] = CohortFlaw.NO_LANGUAGE
    if (
        cohort.remind_every_days is not None
        and not 1 <= cohort.remind_every_days <= MAX_REMIND_EVERY_DAYS
    ):
        flaws["remind_every_days"] = CohortFlaw.REMINDS_WRONGLY
    if flaws:
        raise CohortFlawedError(flaws)
