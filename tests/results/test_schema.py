import json
from typing import Any

import pytest
from pydantic import ValidationError

from questionnaire.models import Questionnaire
from questionnaire.results.answers import answers_of
from questionnaire.results.records import record_of
from questionnaire.results.schema import Record, json_schema
from tests import factories

KINDS = [
    factories.ALL_OPEN,
    factories.ALL_CLOSED,
    factories.ALL_HYBRID,
    factories.NONE_COMPATIBLE,
    {},
    {"M1": "not-sure", "K1": "not-sure"},
]


def validate(record: dict[str, Any]) -> None:
    Record.model_validate_json(json.dumps(record))


@pytest.mark.django_db
@pytest.mark.parametrize("answers", KINDS)
@pytest.mark.parametrize("notes", [True, False])
def test_every_record_meets_the_schema(
    small: Questionnaire,
    answers: dict[str, str],
    notes: bool,  # noqa: FBT001
) -> None:
    submission, _token = factories.submitted(small, answers)
    frozen = factories.in_english(small)
    validate(record_of(submission, frozen, answers_of(submission, frozen), notes=notes))


@pytest.mark.django_db
def test_record_of_another_shape_does_not_meet_the_schema(small: Questionnaire) -> None:
    submission, _token = factories.submitted(small, factories.ALL_OPEN)
    frozen = factories.in_english(small)
    record = record_of(submission, frozen, answers_of(submission, frozen), notes=False)
    changes: list[tuple[str, object]] = [
        ("schema_version", 2),
        ("submitted_at", "2026-11-21T20:15:00"),
        ("submitted_at", 1_795_000_000),
        ("answers", {"M1": 1}),
        ("answers", {"M 1": "a"}),
        ("answers", []),
        ("importance", {"money": 6}),
        ("importance", {"money": 2.5}),
        ("importance", {"money": None}),
        ("notes", {"M1": "x" * 2_001}),
        ("sample_digest", "A" * 64),
        ("engine_version", ""),
        ("email", "a@example.org"),
        ("outcome", {**record["outcome"], "strategy": "ajar"}),
    ]
    for key, value in changes:
        with pytest.raises(ValidationError):
            validate({**record, key: value})


def test_schema_names_its_dialect_and_all_that_a_record_holds() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) - set(schema["required"]) == {"notes"}
    assert "acceptability" in schema["$defs"]["OutcomeItem"]["required"]
