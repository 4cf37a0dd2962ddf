"""Each kind of mistake in the content is named with its file and key."""

from collections.abc import Callable
from typing import Any

import pytest

from questionnaire.catalogue.checks import problems
from questionnaire.catalogue.files import languages
from questionnaire.scoring import Reason
from tests import factories

Data = dict[str, Any]


def found(change: Callable[[Data, Data], object]) -> list[str]:
    """Return the problems after a change to the structure, or to the German words."""
    structure, words = factories.structure(), factories.all_words()
    change(structure, words["de"])
    return [str(problem) for problem in problems(factories.content(structure, words))]


@pytest.fixture
def small_parts() -> tuple[Data, Data]:
    """The structure and all words of the small questionnaire, to be changed."""
    return factories.structure(), factories.all_words()


def question(structure: Data, part: int = 0, at: int = 0) -> Any:
    return structure["sets"][part]["questions"][at]


IN_STRUCTURE: dict[str, tuple[Callable[[Data], object], str]] = {
    "option without fits": (
        lambda s: question(s)["options"][0].pop("fits"),
        "questions.M1.options.a.fits: an option of a scored question needs fits.",
    ),
    "fact with fits": (
        lambda s: question(s, 2)["options"][0].update(fits=question(s)["options"][0]["fits"]),
        "questions.K1.options.yes.fits: an option of a facts-only question has no fits.",
    ),
    "question twice": (
        lambda s: question(s, 1).update(key="M1"),
        "questions.M1: stands twice",
    ),
    "option twice": (
        lambda s: question(s)["options"][1].update(key="a"),
        "questions.M1.options.a: stands twice",
    ),
    "one option only": (
        lambda s: question(s, 2).update(options=[{"key": "yes"}]),
        "questions.K1: a question needs at least two options, there are 1.",
    ),
    "one set only": (
        lambda s: s["sets"].pop(1),
        "sets: at least two sets must be left in, there are 1.",
    ),
    "set without questions": (
        lambda s: s["sets"][0].update(questions=[]),
        "sets.money: a set needs at least one question.",
    ),
    "unknown source of a question": (
        lambda s: question(s).update(sources=["rumour"]),
        "questions.M1.sources.rumour: no source 'rumour'",
    ),
    "unknown source of advice": (
        lambda s: s["sets"][1]["advice"]["hybrid"][0].update(sources=["rumour"]),
        "sets.people.advice.go_hybrid.sources.rumour: no source 'rumour'",
    ),
    "unknown question in a veto": (
        lambda s: s["vetoes"][0]["when_all"][0].update(question="Z9"),
        "vetoes.no_rights.when_all.Z9: there is no question 'Z9'.",
    ),
    "unknown option in a tension": (
        lambda s: s["tensions"][0]["when_all"][0].update(any_of=["z"]),
        "tensions.odd.when_all.M1.z: the question has no option 'z'.",
    ),
    "veto without conditions": (
        lambda s: s["vetoes"][0].update(when_all=[]),
        "vetoes.no_rights: at least one condition with at least one option is needed.",
    ),
    "veto twice": (
        lambda s: s["vetoes"][1].update(key="no_rights"),
        "vetoes.no_rights: stands twice",
    ),
    "unknown language": (
        lambda s: s.update(source_language="xx"),
        "source_language: 'xx' is not spoken",
    ),
    "source twice": (
        lambda s: s["sources"][1].update(key="paper"),
        "sources.paper: stands twice",
    ),
    "set twice": (lambda s: s["sets"][2].update(key="money"), "sets.money: stands twice"),
    "advice twice": (
        lambda s: s["sets"][0]["advice"]["closed"][0].update(key="go_open"),
        "sets.money.advice.go_open: stands twice",
    ),
    "source twice at a question": (
        lambda s: question(s).update(sources=["book", "book"]),
        "questions.M1.sources.book: stands twice",
    ),
    "question twice in a rule": (
        lambda s: s["tensions"][0]["when_all"][1].update(question="M1"),
        "tensions.odd.when_all.M1: stands twice",
    ),
}


@pytest.mark.parametrize("case", IN_STRUCTURE)
def test_problem_of_the_structure_names_its_key(case: str) -> None:
    change, sentence = IN_STRUCTURE[case]
    assert f"structure.yaml: {sentence}" in found(lambda structure, _words: change(structure))


def same_key_for_veto_and_tension(structure: Data, _words: Data) -> None:
    structure["vetoes"][0]["key"] = "odd"


def source_twice_at_a_step(structure: Data, _words: Data) -> None:
    structure["sets"][0]["advice"]["open"][0]["sources"] = ["book", "book"]


def option_thrice(structure: Data, _words: Data) -> None:
    for option in question(structure)["options"]:
        option["key"] = "a"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (same_key_for_veto_and_tension, "tensions.odd"),
        (source_twice_at_a_step, "sets.money.advice.go_open.sources.book"),
        (option_thrice, "questions.M1.options.a"),
    ],
)
def test_double_that_the_database_would_refuse_is_named_once(
    change: Callable[[Data, Data], object], place: str
) -> None:
    assert found(change).count(f"structure.yaml: {place}: stands twice") == 1


def test_every_dangling_rule_and_lacking_fit_is_named(small_parts: tuple[Data, Data]) -> None:
    structure, words = small_parts
    structure["vetoes"][0]["when_all"][0]["any_of"] = ["y", "z"]
    structure["vetoes"][1]["when_all"] = []
    structure["tensions"][0]["when_all"][0]["question"] = "Z9"
    for option in question(structure)["options"]:
        del option["fits"]
    named = [(p.file, p.place, p.kind) for p in problems(factories.content(structure, words))]
    assert named == [
        ("structure.yaml", "questions.M1.options.a.fits", Reason.FITS_MISSING),
        ("structure.yaml", "questions.M1.options.b.fits", Reason.FITS_MISSING),
        ("structure.yaml", "questions.M1.options.c.fits", Reason.FITS_MISSING),
        ("structure.yaml", "vetoes.no_rights.when_all.K1.y", Reason.UNKNOWN_OPTION),
        ("structure.yaml", "vetoes.no_rights.when_all.K1.z", Reason.UNKNOWN_OPTION),
        ("structure.yaml", "vetoes.no_secret", Reason.NO_CONDITION),
        ("structure.yaml", "tensions.odd.when_all.Z9", Reason.UNKNOWN_QUESTION),
    ]


def test_questionnaire_that_is_too_large_to_score_is_named(small_parts: tuple[Data, Data]) -> None:
    structure, words = small_parts
    told = words["en"]["questions"]["M1"]
    for at in range(240):
        structure["sets"][0]["questions"].append({**question(structure), "key": f"Q{at}"})
        for said in words.values():
            said["questions"][f"Q{at}"] = told
    (problem,) = problems(factories.content(structure, words))
    assert (problem.place, problem.kind) == ("sets", Reason.TOO_LARGE)
    assert problem.params == {"count": 257, "limit": 250}


IN_WORDS: dict[str, tuple[Callable[[Data], object], str]] = {
    "empty title": (lambda w: w.update(title=" \n"), "title: is empty"),
    "no summary": (lambda w: w.pop("summary"), "summary: is empty"),
    "no strategy": (lambda w: w["strategies"].pop("closed"), "strategies.closed: is missing"),
    "empty headline": (
        lambda w: w["strategies"]["open"].update(headline=""),
        "strategies.open.headline: is empty",
    ),
    "no source": (lambda w: w["sources"].pop("book"), "sources.book: is missing"),
    "unknown source": (
        lambda w: w["sources"].update(film="A film"),
        "sources.film: stands nowhere in the structure",
    ),
    "no set": (lambda w: w["sets"].pop("money"), "sets.money: is missing"),
    "unknown set": (
        lambda w: w["sets"].update(luck=w["sets"]["money"]),
        "sets.luck: stands nowhere in the structure",
    ),
    "empty swing": (lambda w: w["sets"]["money"].update(swing=""), "sets.money.swing: is empty"),
    "no advice": (
        lambda w: w["sets"]["money"]["advice"].pop("go_open"),
        "sets.money.advice.go_open: is missing",
    ),
    "no question": (lambda w: w["questions"].pop("P1"), "questions.P1: is missing"),
    "unknown question": (
        lambda w: w["questions"].update(Z9=w["questions"]["P1"]),
        "questions.Z9: stands nowhere in the structure",
    ),
    "empty why": (lambda w: w["questions"]["P1"].update(why=""), "questions.P1.why: is empty"),
    "no option": (
        lambda w: w["questions"]["P1"]["options"].pop("b"),
        "questions.P1.options.b: is missing",
    ),
    "unknown option": (
        lambda w: w["questions"]["P1"]["options"].update(z={"text": "z", "reason": "z"}),
        "questions.P1.options.z: stands nowhere in the structure",
    ),
    "empty reason": (
        lambda w: w["questions"]["P1"]["options"]["b"].update(reason=""),
        "questions.P1.options.b.reason: is empty",
    ),
    "empty answer of a fact": (
        lambda w: w["questions"]["K1"]["options"]["no"].update(text=""),
        "questions.K1.options.no.text: is empty",
    ),
    "empty veto": (lambda w: w["vetoes"].update(no_split=""), "vetoes.no_split: is empty"),
    "no tension": (lambda w: w["tensions"].pop("odd"), "tensions.odd: is missing"),
}


@pytest.mark.parametrize("case", IN_WORDS)
def test_problem_of_the_words_names_file_and_key(case: str) -> None:
    change, sentence = IN_WORDS[case]
    assert found(lambda _structure, words: change(words)) == [f"de.yaml: {sentence}"]


def test_lacking_reason_is_named_in_each_language(small_parts: tuple[Data, Data]) -> None:
    structure, words = small_parts
    for said in words.values():
        said["questions"]["M1"]["options"]["a"]["reason"] = ""
    named = problems(factories.content(structure, words))
    assert [problem.language for problem in named] == list(languages())
    assert {problem.place for problem in named} == {"questions.M1.options.a.reason"}


def test_language_without_words_is_named() -> None:
    said = factories.all_words()
    del said["pt"]
    (problem,) = problems(factories.content(None, said))
    assert str(problem) == "pt.yaml: the file is missing"
    assert (problem.place, problem.language) == ("", "pt")


def test_help_and_swing_of_facts_may_be_empty() -> None:
    assert found(lambda _structure, words: words["questions"]["M1"].update(help="")) == []
    assert problems(factories.content()) == []


def test_all_problems_are_named_at_once() -> None:
    def change(structure: Data, words: Data) -> None:
        structure["source_language"] = "xx"
        words["title"] = words["summary"] = ""

    assert found(change) == [
        "structure.yaml: source_language: 'xx' is not spoken",
        "de.yaml: title: is empty",
        "de.yaml: summary: is empty",
    ]
