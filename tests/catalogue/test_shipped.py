"""The questionnaires that come with the product."""

import pytest
import yaml

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import read_content, shipped_directories
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.results.samples import SAMPLE_FILE
from questionnaire.scoring import STRATEGIES, evaluate, form_from_dict
from questionnaire.scoring.calibrate import calibrate
from tests.conftest import SHIPPED

DIRECTORIES = {path.name: path for path in shipped_directories()}


@pytest.fixture(scope="module", params=DIRECTORIES)
def content(request: pytest.FixtureRequest) -> Content:
    return read_content(DIRECTORIES[request.param])


def test_shipped_content_is_complete_in_every_language(content: Content) -> None:
    assert problems(content) == []


def test_shipped_content_passes_the_calibration(content: Content) -> None:
    checks = calibrate(rubric_of(content.structure))
    assert {check.key: check.failures for check in checks if not check.passed} == {}


def test_shipped_content_gives_advice_for_every_set_and_strategy(content: Content) -> None:
    lacking = [
        (part.key, strategy)
        for part in content.structure.sets
        for strategy in STRATEGIES
        if part.kind == "scored" and not part.advice.of(strategy)
    ]
    assert lacking == []


def test_shipped_sample_can_be_scored() -> None:
    path = DIRECTORIES[SHIPPED] / SAMPLE_FILE
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    rubric = rubric_of(read_content(DIRECTORIES[SHIPPED]).structure)
    outcome = evaluate(rubric, form_from_dict(rubric, written))
    assert (outcome.answered, outcome.total) == (17, 18)
    assert outcome.strategy is not None


def test_release_asks_eighteen_scored_questions_and_three_facts() -> None:
    structure = read_content(DIRECTORIES[SHIPPED]).structure
    asked = {part.key: (part.kind, len(part.questions)) for part in structure.sets}
    assert asked == {
        "funding": ("scored", 5),
        "team": ("scored", 2),
        "experimentation": ("scored", 4),
        "loyalty": ("scored", 2),
        "ethics": ("scored", 5),
        "facts": ("facts", 3),
    }
