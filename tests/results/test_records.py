"""Records: what they carry, and that no change to one goes unnoticed."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as site
from django.test import override_settings
from django.utils.crypto import salted_hmac
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire import scoring
from questionnaire.models import Questionnaire
from questionnaire.results import records
from questionnaire.results.answers import NOT_SURE, answers_of
from questionnaire.results.jsontext import Flaw, canonical, parse
from questionnaire.results.records import Finding, record_of, verify, verify_text
from questionnaire.walk import services
from tests import factories

pytestmark = pytest.mark.django_db
ANSWERS = {"M1": "a", "M2": "c", "P1": NOT_SURE, "K1": "yes"}
NOTE = "Ça dépend: “x” \\ \u2028"
REFUSED = {Finding.ALTERED, Finding.MALFORMED}
EXAMPLES = settings(max_examples=150, deadline=None)
SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 5) | st.text(max_size=5)
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.text(max_size=3), SCALARS)
Path = tuple[str | int, ...]


def record(questionnaire: Questionnaire, *, notes: bool = True) -> dict[str, Any]:
    submission, token = factories.started(
        questionnaire, venture_name="Door Ltd", email="a@example.org"
    )
    factories.answer(submission, ANSWERS)
    factories.answer(submission, {"P2": ""}, note=NOTE)
    submission.importance = {"money": 5}
    submission.save()
    services.submit(token=token, language="it")
    submission.refresh_from_db()
    frozen = factories.in_english(questionnaire)
    return record_of(submission, frozen, answers_of(submission, frozen), notes=notes)


@pytest.fixture
def genuine(small: Questionnaire) -> dict[str, Any]:
    """A record with answers, a note and an importance."""
    return record(small)


def signed(unsigned: dict[str, Any]) -> dict[str, Any]:
    """Sign a record as this site would."""
    rest = {key: item for key, item in unsigned.items() if key != "signature"}
    value = records._signature(rest, site.SECRET_KEY)  # noqa: SLF001 - nobody else may sign
    return {**rest, "signature": {"algorithm": "HMAC-SHA256", "value": value}}


def test_record_says_what_was_answered_and_what_came_of_it(small: Questionnaire) -> None:
    written = record(small)
    rubric = factories.in_english(small).rubric
    given_answers = {"M1": "a", "M2": "c", "P1": None, "K1": "yes"}
    outcome, explanation = scoring.evaluate_and_explain(
        rubric, scoring.Form(given_answers, {"money": 5})
    )
    signature = written.pop("signature")
    submitted_at = datetime.fromisoformat(written.pop("submitted_at"))
    assert written == {
        "schema_version": 1,
        "questionnaire": {
            "key": small.key,
            "version": small.version,
            "structure_digest": small.structure_digest,
            "text_digest": small.text_digest,
        },
        "answers": given_answers,
        "importance": {"money": 5},
        "notes": {"P2": NOTE},
        "engine_version": scoring.ENGINE_VERSION,
        "sample_digest": scoring.SAMPLE_DIGEST,
        "outcome": {**outcome.as_dict(), "explanation": explanation.as_dict()},
    }
    assert signature["algorithm"] == "HMAC-SHA256"
    assert submitted_at.utcoffset() == UTC.utcoffset(None)


def test_record_carries_neither_name_nor_address_nor_token(genuine: dict[str, Any]) -> None:
    text = json.dumps(genuine)
    assert "Door" not in text
    assert "example.org" not in text
    assert "token" not in text


def test_record_without_notes_has_none(small: Questionnaire) -> None:
    written = record(small, notes=False)
    assert "notes" not in written
    assert verify(written).finding is Finding.GENUINE


def test_draft_has_no_record(small: Questionnaire) -> None:
    submission, _token = factories.answered(small, ANSWERS)
    with pytest.raises(ValueError, match="submitted"):
        record_of(submission, factories.in_english(small), {}, notes=False)


def test_genuine_record_is_recomputed(genuine: dict[str, Any]) -> None:
    verdict = verify(genuine)
    assert (verdict.finding, verdict.place, verdict.flaw) == (Finding.GENUINE, "", None)
    assert verdict.record == genuine
    assert verdict.submitted_at == datetime.fromisoformat(genuine["submitted_at"])


def test_record_of_the_shipped_questionnaire_is_genuine(shipped: Questionnaire) -> None:
    submission, _token = factories.submitted(shipped, {"F1": "vc_adoption"})
    frozen = factories.in_english(shipped)
    written = record_of(submission, frozen, answers_of(submission, frozen), notes=True)
    assert verify(written).finding is Finding.GENUINE


def reversed_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reversed_keys(item) for key, item in reversed(value.items())}
    return [reversed_keys(item) for item in value] if isinstance(value, list) else value


def test_record_written_in_another_way_is_still_genuine(genuine: dict[str, Any]) -> None:
    plain = json.dumps(genuine)
    written = [
        canonical(genuine),  # as JavaScript writes it, 1.0 as 1
        json.dumps(genuine, indent=4, ensure_ascii=False).encode(),
        json.dumps(genuine, indent=1).replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + plain.encode(),
        f"\n\n{plain}\n".encode(),
        json.dumps(reversed_keys(genuine)).encode(),
        plain.replace('"schema_version": 1,', '"schema_version": 1.0,').encode(),
    ]
    assert [verify_text(text).finding for text in written] == [Finding.GENUINE] * len(written)


@pytest.mark.parametrize("indent", [None, 2])
def test_no_changed_byte_goes_unnoticed(genuine: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(genuine, indent=indent, ensure_ascii=False).encode()
    meant = canonical(genuine)

    @EXAMPLES
    @given(at=st.integers(0, len(text) - 1), other=st.binary(max_size=2))
    def check(at: int, other: bytes) -> None:
        changed = text[:at] + other + text[at + 1 :]
        finding = verify_text(changed).finding
        # A space more, or 0.50 for 0.5, changes nothing that the record says
        assert finding in REFUSED or canonical(parse(changed)) == meant

    check()


def paths(value: Any, *start: str | int) -> Iterator[Path]:
    """Yield the way to every value inside of a JSON value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in steps:
        yield (*start, key)
        if isinstance(item, (dict, list)):
            yield from paths(item, *start, key)


def owner(value: Any, path: Path) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


def test_no_changed_value_goes_unnoticed(genuine: dict[str, Any]) -> None:
    meant = canonical(genuine)

    @EXAMPLES
    @given(path=st.sampled_from(list(paths(genuine))), value=VALUES)
    def check(path: Path, value: Any) -> None:
        changed = copy.deepcopy(genuine)
        owner(changed, path)[path[-1]] = value
        assert verify(changed).finding in REFUSED or canonical(changed) == meant

    check()


def test_no_value_is_left_out_or_added_unnoticed(genuine: dict[str, Any]) -> None:
    for path in paths(genuine):
        changed = copy.deepcopy(genuine)
        del owner(changed, path)[path[-1]]
        assert verify(changed).finding in REFUSED, path
    assert verify({**genuine, "note": ""}).finding is Finding.MALFORMED
    grown = copy.deepcopy(genuine)
    grown["outcome"]["explanation"]["more"] = 1
    assert verify(grown).finding is Finding.ALTERED


def test_record_of_another_site_is_not_genuine(genuine: dict[str, Any]) -> None:
    with override_settings(SECRET_KEY="another"):
        assert verify(genuine).finding is Finding.ALTERED
        assert verify(genuine).record is None


def test_record_outlives_a_change_of_the_secret_key(genuine: dict[str, Any]) -> None:
    replaced = site.SECRET_KEY
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=["third", replaced]):
        assert verify(genuine).finding is Finding.GENUINE


def test_signature_of_the_same_text_for_another_purpose_does_not_hold(
    genuine: dict[str, Any],
) -> None:
    rest = {key: item for key, item in genuine.items() if key != "signature"}
    other = salted_hmac("another purpose", canonical(rest), algorithm="sha256")
    forged = {**rest, "signature": {"algorithm": "HMAC-SHA256", "value": other.hexdigest()}}
    assert verify(forged).finding is Finding.ALTERED


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome", "acceptability", "open"), 0.5),
        (("outcome", "ranking"), ["closed", "open", "hybrid"]),
        (("outcome", "explanation", "robustness", "flipping"), 99),
        (("outcome", "further"), 1),
    ],
)
def test_signed_record_with_another_result_differs(
    genuine: dict[str, Any], path: Path, value: Any
) -> None:
    owner(genuine, path)[path[-1]] = value
    verdict = verify(signed(genuine))
    assert verdict.finding is Finding.DIFFERENT
    assert verdict.place.startswith(".".join(str(step) for step in path))


def test_signed_record_without_explanation_is_recomputed_without(genuine: dict[str, Any]) -> None:
    del genuine["outcome"]["explanation"]
    assert verify(signed(genuine)).finding is Finding.GENUINE


def test_signed_record_with_answers_that_nobody_could_give_differs(
    genuine: dict[str, Any],
) -> None:
    genuine["answers"]["M1"] = "z"
    verdict = verify(signed(genuine))
    assert (verdict.finding, verdict.place) == (Finding.DIFFERENT, "answers.M1")


@pytest.mark.parametrize(("key", "value"), [("engine_version", "0.9"), ("sample_digest", "0" * 64)])
def test_signed_record_of_another_engine_is_not_recomputed(
    genuine: dict[str, Any], key: str, value: str
) -> None:
    verdict = verify(signed({**genuine, key: value}))
    assert verdict.finding is Finding.UNKNOWN_ENGINE
    assert verdict.record is not None


def test_signed_record_of_an_unknown_version_is_not_recomputed(genuine: dict[str, Any]) -> None:
    genuine["questionnaire"]["structure_digest"] = "0" * 64
    assert verify(signed(genuine)).finding is Finding.UNKNOWN_QUESTIONNAIRE


def test_record_of_a_retired_version_is_genuine(genuine: dict[str, Any]) -> None:
    published = factories.published(title="Another title")
    assert published.version == genuine["questionnaire"]["version"] + 1
    assert verify(genuine).finding is Finding.GENUINE


@pytest.mark.parametrize(
    ("data", "flaw", "place"),
    [
        (b"", Flaw.NOT_JSON, ""),
        (b"<html>", Flaw.NOT_JSON, ""),
        (b"[]", Flaw.WRONG_SHAPE, ""),
        (b"null", Flaw.WRONG_SHAPE, ""),
        (b'"record"', Flaw.WRONG_SHAPE, ""),
        (b"{}", Flaw.WRONG_SHAPE, "schema_version"),
        (b"[" * 500_000, Flaw.TOO_DEEP, ""),
        (b" " * 1_000_001, Flaw.TOO_LARGE, ""),
        (b"\x89PNG\r\n", Flaw.NOT_TEXT, ""),
    ],
)
def test_what_is_no_record_is_malformed(data: bytes, flaw: Flaw, place: str) -> None:
    verdict = verify_text(data)
    assert (verdict.finding, verdict.flaw, verdict.place) == (Finding.MALFORMED, flaw, place)


def test_malformed_record_names_the_place(genuine: dict[str, Any]) -> None:
    genuine["outcome"]["caps"] = [{"reason": "tension", "key": "odd"}]
    verdict = verify(genuine)
    assert (verdict.flaw, verdict.place) == (Flaw.WRONG_SHAPE, "outcome.caps.0.questions")
