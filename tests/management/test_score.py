import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from questionnaire import scoring
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.models import Questionnaire
from questionnaire.scoring import Form
from tests import factories

FORM = {
    "questionnaire": "small",
    "answers": {"M1": "a", "M2": None, "P1": "b", "K1": "yes"},
    "importance": {"money": 4, "people": None},
}


def scored(file: object) -> Any:
    output = io.StringIO()
    call_command("score", file, stdout=output)
    return json.loads(output.getvalue())


def part_of(outcome: dict[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an outcome what another one says too: explanations are added to what is stored."""
    return {key: outcome[key] for key in wanted}


def refused(tmp_path: Path, text: str | bytes) -> str:
    """Return the sentence that a file is refused with; it must end the command with status 2."""
    file = tmp_path / "form.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CommandError) as caught:
        scored(file)
    assert caught.value.returncode == 2
    return str(caught.value)


@pytest.mark.django_db
def test_file_is_scored_by_the_engine(tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    file.write_text(json.dumps(FORM))
    rubric = rubric_of(factories.content().structure)
    outcome = scoring.evaluate(rubric, Form(FORM["answers"], FORM["importance"]))  # type: ignore[arg-type]
    assert part_of(scored(file), outcome.as_dict()) == outcome.as_dict()


@pytest.mark.django_db
def test_standard_input_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    form = {"questionnaire": "small", "answers": factories.ALL_HYBRID}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(form)))
    outcome = scored("-")
    assert (outcome["strategy"], outcome["wording"]) == ("hybrid", "clear")
    assert set(outcome["acceptability"]) == {"open", "closed", "hybrid"}


@pytest.mark.django_db
def test_form_without_answers_is_too_early(tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    file.write_text('{"questionnaire": "small"}')
    assert (scored(file)["strategy"], scored(file)["wording"]) == (None, "too_early")


@pytest.mark.django_db
def test_form_is_scored_as_the_website_scores_it(tmp_path: Path, small: Questionnaire) -> None:
    submission, _token = factories.submitted(small, factories.ALL_CLOSED)
    file = tmp_path / "form.json"
    file.write_text(json.dumps({"questionnaire": "small", "answers": factories.ALL_CLOSED}))
    stored = submission.recommendation.outcome
    assert part_of(scored(file), stored) == stored


def changed(**changes: object) -> str:
    return json.dumps({**FORM, **changes})


BAD: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ('{"answers": }', "line 1, column 13: this is not JSON (Expecting value)."),
    "no object": ("[]", "The input must be a JSON object with questionnaire and answers."),
    "no UTF-8": (b"\xff", "utf-8"),
    "too deep": ("[" * 100_000, "The input is nested too deeply to be a form."),
    "no questionnaire": ("{}", "questionnaire: None is not published"),
    "unknown questionnaire": (
        changed(questionnaire="other"),
        "questionnaire: 'other' is not published (published: release, small).",
    ),
    "list as a questionnaire": (changed(questionnaire=[]), "questionnaire: [] is not published"),
    "unknown field": (changed(colour="red"), "form: there is no field 'colour'"),
    "unknown question": (
        changed(answers={"Z9": "a"}),
        "answers.Z9: there is no question 'Z9'.",
    ),
    "unknown option": (
        changed(answers={"M1": "z"}),
        "answers.M1: the question has no option 'z'.",
    ),
    "two options": (changed(answers={"M1": ["a", "b"]}), "answers.M1: an answer is the key"),
    "answers in a list": (changed(answers=["a"]), "answers: a mapping"),
    "unknown set": (changed(importance={"luck": 1}), "importance.luck: there is no scored set"),
    "set of facts": (changed(importance={"facts": 1}), "importance.facts: there is no scored set"),
    "importance over 5": (changed(importance={"money": 6}), "importance.money: importance is"),
    "importance NaN": ('{"questionnaire": "small", "importance": {"money": NaN}}', "importance."),
    "no set left": (changed(importance={"money": 0}), "importance: at least two sets"),
    "question twice": (
        '{"questionnaire": "small", "answers": {"M1": "a", "M1": "b"}}',
        "M1: stands twice in the input.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_its_place(tmp_path: Path, case: str) -> None:
    text, sentence = BAD[case]
    assert sentence in refused(tmp_path, text)


def test_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        scored(tmp_path / "nowhere.json")
    assert caught.value.returncode == 2
    assert "nowhere.json" in str(caught.value)
    with pytest.raises(CommandError) as caught:
        scored(tmp_path)
    assert caught.value.returncode == 2
