import pytest

from questionnaire.scoring import Form, Reason, ScoringError, form_from_dict
from questionnaire.scoring.forms import read
from tests.scoring.rubrics import fact, question, rubric

FITS = ((4, 0, 2), (0, 4, 2))
RUBRIC = rubric(
    [question("p", *FITS)], [question("q", *FITS)], [question("r", *FITS)], facts=[fact("f")]
)

WRONG: dict[str, tuple[object, str, Reason]] = {
    "not a mapping": ([], "form", Reason.NOT_A_MAPPING),
    "unknown field": ({"answer": {}}, "form", Reason.UNKNOWN_FIELD),
    "answers in a list": ({"answers": ["a"]}, "answers", Reason.NOT_A_MAPPING),
    "importance a number": ({"importance": 3}, "importance", Reason.NOT_A_MAPPING),
    "unknown question": ({"answers": {"z": "a"}}, "answers.z", Reason.UNKNOWN_QUESTION),
    "unknown question not sure": ({"answers": {"z": None}}, "answers.z", Reason.UNKNOWN_QUESTION),
    "number as a key": ({"answers": {1: "a"}}, "answers.1", Reason.UNKNOWN_QUESTION),
    "unknown option": ({"answers": {"p": "z"}}, "answers.p", Reason.UNKNOWN_OPTION),
    "unknown option of a fact": ({"answers": {"f": "a"}}, "answers.f", Reason.UNKNOWN_OPTION),
    "two options": ({"answers": {"p": ["a", "b"]}}, "answers.p", Reason.NOT_ONE_OPTION),
    "number as an option": ({"answers": {"p": 0}}, "answers.p", Reason.NOT_ONE_OPTION),
    "unknown set": ({"importance": {"z": 3}}, "importance.z", Reason.UNKNOWN_SET),
    "over 5": ({"importance": {"s1": 6}}, "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
    "under 0": ({"importance": {"s1": -1}}, "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
    "not whole": ({"importance": {"s1": 2.0}}, "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
    "text": ({"importance": {"s1": "3"}}, "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
    "true": ({"importance": {"s1": True}}, "importance.s1", Reason.IMPORTANCE_OUT_OF_RANGE),
    "one set left": ({"importance": {"s0": 0, "s1": 0}}, "importance", Reason.TOO_FEW_SETS),
}


@pytest.mark.parametrize("case", WRONG)
def test_form_refuses_what_does_not_fit_the_rubric(case: str) -> None:
    data, place, reason = WRONG[case]
    with pytest.raises(ScoringError) as caught:
        form_from_dict(RUBRIC, data)
    assert (caught.value.place, caught.value.reason) == (place, reason)
    assert str(caught.value).startswith(f"{place}: ")


def test_error_says_what_is_wrong_in_a_sentence() -> None:
    with pytest.raises(ScoringError) as caught:
        read(RUBRIC, Form(importance={"s1": 7}))
    sentence = "importance is a whole number from 0 to 5, or null when not stated, not 7."
    assert str(caught.value) == f"importance.s1: {sentence}"
    assert caught.value.details == {"value": 7}


def test_form_from_dict_keeps_answers_and_importance() -> None:
    data = {"answers": {"p": "a", "q": None}, "importance": {"s0": 5, "s1": None}}
    assert form_from_dict(RUBRIC, data) == Form({"p": "a", "q": None}, {"s0": 5, "s1": None})


def test_form_from_dict_accepts_an_empty_form() -> None:
    assert form_from_dict(RUBRIC, {}) == Form()


def test_reading_tells_facts_not_sure_from_facts_not_asked() -> None:
    assert read(RUBRIC, Form({"f": None})).unsure_facts == {3}
    assert read(RUBRIC, Form({"p": None})).unsure_facts == frozenset()
    assert read(RUBRIC, Form({"p": "b", "f": "no"})).choices == (1, None, None, 1)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({}, (None, None, None)),
        ({"s0": None}, (None, None, None)),
        ({"s0": 0}, (0, None, None)),
        ({"s0": 5}, (5, 3, 3)),
        ({"s0": 0, "s1": 2}, (0, 2, 3)),
    ],
)
def test_importance_unstated_among_stated_counts_three(
    given: dict[str, int | None], used: tuple[int | None, ...]
) -> None:
    reading = read(RUBRIC, Form(importance=given))
    assert reading.importance == used
    assert reading.stated == any(used)
