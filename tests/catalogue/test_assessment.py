"""The judgement over a questionnaire: what must hold, what should, and what is known of each."""

from collections.abc import Callable
from typing import Any

import pytest

from questionnaire.catalogue.assessment import Assessment, Check, Must, assess
from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.files import languages, read_content, shipped_directories
from questionnaire.catalogue.rubric import rubric_of
from questionnaire.scoring.calibrate import calibrate
from tests import factories

Data = dict[str, Any]
Words = dict[str, Data]
NEVER_BETTER = {"open": 2, "closed": 4, "hybrid": 2}


def assessed(change: Callable[[Data, Words], object]) -> Assessment:
    structure, words = factories.structure(), factories.all_words()
    change(structure, words)
    return assess(factories.content(structure, words))


def failed(assessment: Assessment) -> dict[str, list[str]]:
    """Return the problems of each check that must pass and does not, as place and language."""
    return {
        check.key: [f"{problem.place} {problem.language}" for problem in check.problems]
        for check in assessment.musts
        if check.passed is False
    }


def check_of(assessment: Assessment, key: str) -> Check:
    return next(check for check in assessment.checks if check.key == key)


def question(structure: Data) -> Any:
    return structure["sets"][0]["questions"][0]


def test_complete_questionnaire_is_not_refused() -> None:
    assessment = assess(factories.content())
    assert [(check.key, check.passed) for check in assessment.musts] == [(m, True) for m in Must]
    assert (assessment.refused, assessment.problems) == (False, ())


def test_calibration_should_pass_and_refuses_nothing() -> None:
    assessment = assess(factories.content())
    rows = calibrate(rubric_of(factories.content().structure))
    assert tuple(check.figures for check in assessment.shoulds) == rows
    assert [check.passed for check in assessment.shoulds] == [row.passed for row in rows]
    # Three options a question, each for one strategy alone, are far from fair
    assert False in [check.passed for check in assessment.shoulds]
    assert not assessment.refused


def test_shipped_questionnaires_pass_every_check() -> None:
    for directory in shipped_directories():
        assessment = assess(read_content(directory))
        assert {check.key: check.passed for check in assessment.checks if not check.passed} == {}
        assert [language.missing for language in assessment.coverage] == [()] * len(languages())


FAILURES: dict[str, tuple[Callable[[Data, Words], object], dict[str, list[str]]]] = {
    "empty text": (
        lambda _s, w: w["it"].update(title=""),
        {"complete": ["title it"]},
    ),
    "no language": (lambda _s, w: w.pop("pt"), {"complete": [" pt"]}),
    "no reason": (
        lambda _s, w: w["de"]["questions"]["M1"]["options"]["a"].update(reason=""),
        {"fits_and_reasons": ["questions.M1.options.a.reason de"]},
    ),
    "no veto text whose key is reason": (
        lambda s, w: [
            s["vetoes"][0].update(key="reason"),
            *(said["vetoes"].update(reason="") for said in w.values()),
            *(said["vetoes"].pop("no_rights") for said in w.values()),
        ],
        {"complete": [f"vetoes.reason {language}" for language in languages()]},
    ),
    "no fits": (
        lambda s, _w: question(s)["options"][2].pop("fits"),
        {"fits_and_reasons": ["questions.M1.options.c.fits None"]},
    ),
    "fits of a fact": (
        lambda s, _w: s["sets"][2]["questions"][0]["options"][0].update(fits=NEVER_BETTER),
        {"fits_and_reasons": ["questions.K1.options.yes.fits None"]},
    ),
    "no such option": (
        lambda s, _w: s["tensions"][0]["when_all"][0].update(any_of=["z"]),
        {"references": ["tensions.odd.when_all.M1.z None"]},
    ),
    "no such source": (
        lambda s, _w: question(s).update(sources=["film"]),
        {"references": ["questions.M1.sources.film None"]},
    ),
    "no condition": (
        lambda s, _w: s["vetoes"][0].update(when_all=[]),
        {"scorable": ["vetoes.no_rights None"]},
    ),
    "one option": (
        lambda s, w: [
            s["sets"][2]["questions"][0]["options"].pop(0),
            *(said["questions"]["K1"]["options"].pop("yes") for said in w.values()),
        ],
        {"scorable": ["questions.K1 None"]},
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failure_refuses_and_is_told_by_its_check(case: str) -> None:
    change, expected = FAILURES[case]
    assessment = assessed(change)
    assert failed(assessment) == expected
    assert assessment.refused


def test_all_problems_are_among_the_checks() -> None:
    structure, words = factories.structure(), factories.all_words()
    question(structure)["options"][0].pop("fits")
    question(structure)["sources"] = ["film"]
    structure["vetoes"][0]["when_all"] = []
    words["fr"]["title"] = ""
    content = factories.content(structure, words)
    assessment = assess(content)
    assert set(assessment.problems) == set(problems(content))
    assert len(assessment.problems) == 4


def test_nothing_is_measured_before_it_can_be_scored() -> None:
    assessment = assessed(lambda s, _w: question(s)["options"][0].pop("fits"))
    assert check_of(assessment, Must.REACHABLE).passed is None
    assert assessment.shoulds == ()


def test_words_that_lack_leave_the_calibration_to_be_seen() -> None:
    assessment = assessed(lambda _s, w: w["fr"].update(title=""))
    assert assessment.shoulds != ()
    assert check_of(assessment, Must.REACHABLE).passed is True


def never_better(structure: Data, _words: Words) -> None:
    """Let closed be better than the others whatever is answered."""
    for part in structure["sets"][:2]:
        for asked in part["questions"]:
            for option in asked["options"]:
                option["fits"] = NEVER_BETTER


def test_strategy_that_no_answers_lead_to_refuses() -> None:
    assessment = assessed(never_better)
    reachable = check_of(assessment, Must.REACHABLE)
    assert failed(assessment) == {"reachable": []}
    assert reachable.figures is not None
    assert reachable.figures.failures == ("open", "hybrid")
    assert assessment.refused


def coverage_of(assessment: Assessment, language: str) -> Any:
    return next(one for one in assessment.coverage if one.language == language)


def test_coverage_counts_the_texts_of_a_language() -> None:
    def change(_structure: Data, words: Words) -> None:
        words["de"]["title"] = words["en"]["title"]
        words["de"]["questions"]["M1"]["help"] = " "

    assessment = assessed(change)
    german, english = (coverage_of(assessment, language) for language in ("de", "en"))
    assert (german.missing, german.same) == (("questions.M1.help",), ("title",))
    assert (english.missing, english.same) == ((), ())
    # 2 of the whole, 9 of strategies, 2 sources, 3 x 2 + 2 of sets, 6 of advice, 5 x 3 of
    # questions, 4 x 3 x 2 + 2 of options, 4 of rules
    assert german.texts == english.texts == 72


def test_text_that_no_language_has_is_missing_everywhere() -> None:
    def change(_structure: Data, words: Words) -> None:
        for said in words.values():
            said["summary"] = ""

    assessment = assessed(change)
    assert {one.missing for one in assessment.coverage} == {("summary",)}
    assert {one.texts for one in assessment.coverage} == {72}


def test_text_that_may_be_empty_and_is_everywhere_counts_nowhere() -> None:
    def change(_structure: Data, words: Words) -> None:
        for said in words.values():
            said["questions"]["M1"]["help"] = ""

    assert {(one.texts, one.missing) for one in assessed(change).coverage} == {(71, ())}


def test_nothing_is_the_same_as_a_source_that_is_not_there() -> None:
    assessment = assessed(lambda _s, w: w.pop("en"))
    assert {one.same for one in assessment.coverage} == {()}
    assert [one.language for one in assessment.coverage] == [c for c in languages() if c != "en"]
