"""Records: a submitted form with its result as signed JSON, to keep and to have verified."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from pydantic import ValidationError

from questionnaire import scoring
from questionnaire.catalogue.queries import frozen, with_structure
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Submission
from questionnaire.results.answers import Said, form_of
from questionnaire.results.jsontext import (
    Flaw,
    Unreadable,
    canonical,
    checked,
    first_difference,
    parse,
    readable,
)
from questionnaire.results.schema import SCHEMA_VERSION, Record

MAX_BYTES = 1_000_000
ALGORITHM = "HMAC-SHA256"
SALT = "questionnaire.results.records"
SIGNATURE = "signature"


class Finding(StrEnum):
    """What a verification found."""

    GENUINE = "genuine"
    """Written here, unchanged since, and computed again to the same result."""
    DIFFERENT = "different"
    """Written here and unchanged since, but computed again it differs, first at `place`."""
    UNKNOWN_QUESTIONNAIRE = "unknown_questionnaire"
    """Written here and unchanged since; that version of the questionnaire is not kept here."""
    UNKNOWN_ENGINE = "unknown_engine"
    """Written here and unchanged since; scored by another version of the engine or sample."""
    ALTERED = "altered"
    """The signature does not hold: changed since, or never written here."""
    MALFORMED = "malformed"
    """No record at all; `flaw` says why, and `place`, or `line` and `column`, where."""


@dataclass(frozen=True)
class Verdict:
    """What was found, where, and the record itself when its signature holds."""

    finding: Finding
    place: str = ""
    flaw: Flaw | None = None
    line: int = 0
    column: int = 0
    record: Mapping[str, Any] | None = None

    @property
    def submitted_at(self) -> datetime | None:
        """When the answers of a record whose signature holds were submitted."""
        return datetime.fromisoformat(self.record["submitted_at"]) if self.record else None


def record_of(
    submission: Submission,
    questionnaire: FrozenQuestionnaire,
    answers: Mapping[str, Said],
    *,
    notes: bool,
) -> dict[str, Any]:
    """Return the signed record of a submitted form: no name, no address, no token."""
    if submission.submitted_at is None:
        raise ValueError("Only what is submitted has a record.")
    stored = submission.recommendation
    form = form_of(answers, submission.importance)
    record: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "questionnaire": {
            "key": questionnaire.key,
            "version": questionnaire.version,
            "structure_digest": stored.structure_digest,
            "text_digest": stored.text_digest,
        },
        "submitted_at": submission.submitted_at.astimezone(UTC).isoformat(),
        "answers": dict(form.answers),
        "importance": dict(form.importance),
        "engine_version": stored.engine_version,
        "sample_digest": stored.sample_digest,
        "outcome": stored.outcome,
    }
    if notes:
        record["notes"] = {key: said.note for key, said in answers.items() if said.note}
    value = _signature(record, settings.SECRET_KEY)
    return {**record, SIGNATURE: {"algorithm": ALGORITHM, "value": value}}


def verify_text(data: bytes) -> Verdict:
    """Verify a record as it is written in a file; see `verify`."""
    if len(data) > MAX_BYTES:
        return Verdict(Finding.MALFORMED, flaw=Flaw.TOO_LARGE)
    try:
        return verify(parse(data))
    except Unreadable as error:
        return _malformed(error)


def verify(record: object) -> Verdict:
    """Say whether a record is genuine, and whether it comes to the same result when recomputed.

    What counts are JSON values: neither spaces nor the order of keys matter, and 1.0 is 1.
    """
    try:
        value = checked(record)
        Record.model_validate_json(canonical(value))
    except Unreadable as error:
        return _malformed(error)
    except ValidationError as error:
        place = readable(error.errors(include_url=False)[0]["loc"])
        return Verdict(Finding.MALFORMED, place, Flaw.WRONG_SHAPE)
    if not _is_signed(value):
        return Verdict(Finding.ALTERED)
    return _recomputed(value)


def _malformed(error: Unreadable) -> Verdict:
    return Verdict(Finding.MALFORMED, error.place, error.flaw, error.line, error.column)


def _signature(unsigned: Mapping[str, Any], secret: str | bytes) -> str:
    return salted_hmac(SALT, canonical(unsigned), secret, algorithm="sha256").hexdigest()


def _is_signed(record: Mapping[str, Any]) -> bool:
    """Tell whether the signature holds under the key of today or one that it replaced."""
    unsigned = {key: item for key, item in record.items() if key != SIGNATURE}
    given = record[SIGNATURE]["value"]
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(given, _signature(unsigned, secret)) for secret in secrets)


def _recomputed(record: Mapping[str, Any]) -> Verdict:
    """Score the answers of a record whose signature holds, and compare."""
    here = (scoring.ENGINE_VERSION, scoring.SAMPLE_DIGEST)
    if (record["engine_version"], record["sample_digest"]) != here:
        return Verdict(Finding.UNKNOWN_ENGINE, record=record)
    questionnaire = with_structure(record["questionnaire"]["structure_digest"])
    if questionnaire is None:
        return Verdict(Finding.UNKNOWN_QUESTIONNAIRE, record=record)
    rubric = frozen(questionnaire, language=settings.LANGUAGE_CODE).rubric
    form = scoring.Form(answers=record["answers"], importance=record["importance"])
    explained = "explanation" in record["outcome"]
    try:
        outcome = checked(_outcome(rubric, form, explained=explained))
    except scoring.ScoringError as error:
        return Verdict(Finding.DIFFERENT, readable([error.place]), record=record)
    place = first_difference(record["outcome"], outcome)
    if place is not None:
        return Verdict(Finding.DIFFERENT, f"outcome.{place}", record=record)
    return Verdict(Finding.GENUINE, record=record)


def _outcome(rubric: scoring.Rubric, form: scoring.Form, *, explained: bool) -> dict[str, object]:
    """Return the outcome as a recommendation stores it, with its explanation if that has one."""
    if not explained:
        return scoring.evaluate(rubric, form).as_dict()
    outcome, explanation = scoring.evaluate_and_explain(rubric, form)
    return {**outcome.as_dict(), "explanation": explanation.as_dict()}
