"""Each kind of change between two versions, and nothing else with it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.catalogue.content import Content, Fits
from questionnaire.catalogue.differences import (
    Added,
    Change,
    Moved,
    Refitted,
    Removed,
    Reruled,
    Reset,
    Resourced,
    Reworded,
    differences,
)
from questionnaire.catalogue.parts import parts_of
from tests import factories

SMALL = factories.content()


def changed(structure: dict[str, Any] | None = None, words: Any = None) -> Content:
    return factories.content(structure, words)


def found(structure: dict[str, Any] | None = None, words: Any = None) -> list[Change]:
    return differences(SMALL, changed(structure, words))


def test_same_content_has_no_difference() -> None:
    assert differences(SMALL, factories.content()) == []


def test_wording_is_told_by_language() -> None:
    words = factories.all_words()
    words["it"]["questions"]["M1"]["help"] = "Aiuto"
    words["en"]["title"] = "Another"
    words["de"]["vetoes"]["no_rights"] = ""
    assert found(words=words) == [
        Reworded("title", "en", "Title [en]", "Another"),
        Reworded("questions.M1.help", "it", "Help with M1 [it]", "Aiuto"),
        Reworded("vetoes.no_rights", "de", "Veto no_rights [de]", ""),
    ]


def test_each_text_of_each_language_is_compared() -> None:
    english = factories.all_words()["en"]
    words = {language: {**english, "language": language} for language in factories.all_words()}
    texts = [place for part in parts_of(SMALL).values() for place in part.texts]
    told = [change for change in found(words=words) if isinstance(change, Reworded)]
    empty = {"sets.facts.swing", *(f"questions.K1.options.{key}.reason" for key in ("yes", "no"))}
    assert {change.place for change in told} == set(texts) - empty
    assert len(told) == 5 * (len(texts) - len(empty))


def test_fits_are_told_before_and_after() -> None:
    structure = factories.structure()
    option = structure["sets"][0]["questions"][0]["options"][1]
    option["fits"] = {"open": 1, "closed": 2, "hybrid": 3}
    assert found(structure) == [
        Refitted(
            "questions.M1.options.b",
            Fits(open=0, closed=4, hybrid=1),
            Fits(open=1, closed=2, hybrid=3),
        )
    ]


def test_rule_is_told_when_its_conditions_or_its_strategy_change() -> None:
    structure = factories.structure()
    structure["vetoes"][0]["rules_out"] = "hybrid"
    structure["tensions"][0]["when_all"][0]["any_of"] = ["c"]
    told = found(structure)
    assert [(type(change), change.place) for change in told] == [
        (Reruled, "vetoes.no_rights"),
        (Reruled, "tensions.odd"),
    ]


def test_order_of_the_answers_in_a_condition_means_nothing() -> None:
    structure = factories.structure()
    structure["tensions"][0]["when_all"][0]["any_of"].reverse()
    assert found(structure) == []


def test_sources_and_settings_are_told() -> None:
    structure = factories.structure()
    structure["source_language"] = "it"
    structure["sources"][1]["citation"] = "C. Author"
    structure["sets"][0]["questions"][0]["sources"].reverse()
    structure["sets"][0]["questions"][1]["changeable"] = False
    assert found(structure) == [
        Reset("", "source_language", "en", "it"),
        Resourced("questions.M1", ("paper", "book"), ("book", "paper")),
        Reset("questions.M2", "changeable", before=True, after=False),
        Reset("sources.book", "citation", "B. Author, A Book", "C. Author"),
    ]


def test_renamed_part_is_removed_and_added_with_what_it_says() -> None:
    structure, words = factories.structure(), factories.all_words()
    structure["sets"][0]["questions"][0]["options"][0]["key"] = "z"
    structure["tensions"][0]["when_all"][0]["any_of"] = ["c"]
    structure["vetoes"][1]["when_all"] = structure["vetoes"][1]["when_all"][1:]
    for said in words.values():
        options = said["questions"]["M1"]["options"]
        options["z"] = options.pop("a")
    new = changed(structure, words)
    told = [change for change in differences(SMALL, new) if not isinstance(change, Reruled)]
    gone, come = "questions.M1.options.a", "questions.M1.options.z"
    assert told == [Added(come, parts_of(new)[come]), Removed(gone, parts_of(SMALL)[gone])]


def test_removed_question_goes_with_its_answers() -> None:
    structure = factories.structure()
    structure["sets"][1]["questions"].pop(1)
    structure["vetoes"].pop()
    told = found(structure)
    assert [change.place for change in told if isinstance(change, Removed)] == [
        "questions.P2",
        *(f"questions.P2.options.{key}" for key in "abc"),
        "vetoes.no_split",
    ]
    assert len(told) == 5


@pytest.mark.parametrize("end", [0, 2])
def test_set_that_moved_is_told_once(end: int) -> None:
    structure = factories.structure()
    moved = structure["sets"].pop(2 - end)
    structure["sets"].insert(end, moved)
    assert found(structure) == [Moved(f"sets.{moved['key']}", 3 - end, end + 1)]


def test_question_that_joined_another_set_is_told_with_both() -> None:
    structure = factories.structure()
    question = structure["sets"][0]["questions"].pop(0)
    structure["sets"][1]["questions"].append(question)
    assert found(structure) == [Moved("questions.M1", 1, 3, "sets.money", "sets.people")]


def test_part_that_only_moves_up_because_another_went_has_not_moved() -> None:
    structure = factories.structure()
    structure["sources"].pop(0)
    structure["sets"][0]["questions"][0]["sources"] = ["book"]
    structure["sets"][0]["advice"]["open"][0]["sources"] = ["book"]
    structure["sets"][1]["advice"]["open"][0]["sources"] = ["book"]
    assert [type(change) for change in found(structure)] == [
        *(Resourced, Resourced, Resourced),
        Removed,
    ]


@given(st.permutations(range(7)))
def test_fewest_sources_are_told_to_have_moved(order: list[int]) -> None:
    structure = factories.structure()
    structure["sources"] += [{"key": f"s{number}", "citation": "x"} for number in range(5)]
    old = changed(structure)
    structure["sources"] = [structure["sources"][number] for number in order]
    told = differences(old, changed(structure))
    assert {type(change) for change in told} <= {Moved}
    assert len(told) == 7 - longest_rise(order)
    calm = [number for number in order if f"sources.{key_of(number)}" not in places(told)]
    assert calm == sorted(calm)


def key_of(number: int) -> str:
    return ["paper", "book", "s0", "s1", "s2", "s3", "s4"][number]


def places(changes: list[Change]) -> set[str]:
    return {change.place for change in changes}


def longest_rise(numbers: list[int]) -> int:
    """Return the length of a longest increasing subsequence, the slow and plain way."""
    best: list[int] = []
    for index, number in enumerate(numbers):
        before = [best[other] for other in range(index) if numbers[other] < number]
        best.append(1 + max(before, default=0))
    return max(best)
