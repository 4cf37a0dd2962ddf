import pytest
from django.utils.translation import override

from questionnaire.catalogue import problems
from questionnaire.catalogue.problems import Kind, Problem
from questionnaire.scoring import Reason

# What is left out concerns forms, or is refused before it becomes content
OF_CONTENT = (
    Reason.EMPTY_SET,
    Reason.TOO_FEW_SETS,
    Reason.TOO_FEW_OPTIONS,
    Reason.TOO_LARGE,
    Reason.FITS_MISSING,
    Reason.FITS_UNWANTED,
    Reason.NO_CONDITION,
    Reason.UNKNOWN_QUESTION,
    Reason.UNKNOWN_OPTION,
)
PARAMS = {"key": "Z9", "language": "xx", "count": 1, "limit": 250}


@pytest.mark.parametrize("kind", [*Kind, *OF_CONTENT])
def test_each_kind_has_a_sentence_of_its_own(kind: Kind | Reason) -> None:
    sentence = Problem("structure.yaml", "place", kind, PARAMS).sentence
    others = {
        Problem("structure.yaml", "place", other, PARAMS).sentence
        for other in [*Kind, *OF_CONTENT]
        if other is not kind
    }
    assert sentence not in others
    assert sentence.endswith(".")
    assert "%" not in sentence
    assert sentence != str(problems._OTHERWISE)  # noqa: SLF001 - what has no sentence of its own gets this one


def test_sentence_mentions_what_is_not_there() -> None:
    problem = Problem(
        "structure.yaml", "questions.M1.sources.film", Kind.NO_SOURCE, {"key": "film"}
    )
    assert problem.sentence == "There is no source “film”. Add it, or choose another."
    assert str(problem) == "structure.yaml: questions.M1.sources.film: no source 'film'"


def test_reason_without_a_sentence_of_its_own_gets_the_general_one() -> None:
    assert Problem("structure.yaml", "sets", Reason.EMPTY_KEY).sentence == "This cannot be scored."


def test_command_line_reads_english_whatever_is_spoken() -> None:
    with override("de"):
        assert str(Problem("it.yaml", "title", Kind.EMPTY)) == "it.yaml: title: is empty"


def test_scoring_reason_is_told_as_the_scoring_tells_it() -> None:
    problem = Problem(
        "structure.yaml", "vetoes.V1.when_all.Z9", Reason.UNKNOWN_QUESTION, {"key": "Z9"}
    )
    sentence = "structure.yaml: vetoes.V1.when_all.Z9: there is no question 'Z9'."
    assert str(problem) == sentence


def test_language_is_that_of_the_file() -> None:
    assert Problem("pt.yaml", "title", Kind.EMPTY).language == "pt"
    assert Problem("structure.yaml", "sets", Reason.TOO_FEW_SETS).language is None


def test_equal_problems_are_one() -> None:
    twice = [Problem("it.yaml", "title", Kind.EMPTY, {}) for _ in range(2)]
    assert len(set(twice)) == 1
