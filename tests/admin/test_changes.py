"""Changes are told in words, set by set."""

from typing import Any

from questionnaire.admin.changes import Group, Line, Teller
from questionnaire.catalogue.differences import differences
from tests import factories

SMALL = factories.content()


def told(structure: dict[str, Any] | None = None, words: Any = None) -> list[Group]:
    after = factories.content(structure, words)
    return Teller(SMALL, after, "en").groups(differences(SMALL, after))


def only_line(groups: list[Group]) -> Line:
    lines = [line for group in groups for owner in group.owners.values() for line in owner.lines]
    assert len(lines) == 1
    return lines[0]


def said(line: Line) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in line.pieces]


def test_changes_are_grouped_by_set_and_owner() -> None:
    words = factories.all_words()
    words["it"]["title"] = words["it"]["sources"]["book"] = "x"
    words["it"]["questions"]["P1"]["help"] = words["it"]["questions"]["P1"]["why"] = "x"
    words["it"]["sets"]["money"]["advice"]["go_open"] = words["it"]["tensions"]["odd"] = "x"
    groups = told(words=words)
    assert [(group.name, [*group.owners]) for group in groups] == [
        ("The questionnaire as a whole", [""]),
        ("Set money: Set money [en]", ["sets.money"]),
        ("Set people: Set people [en]", ["questions.P1"]),
        ("Vetoes and tensions", ["tensions.odd"]),
        ("Sources", ["sources.book"]),
    ]
    owner = groups[2].owners["questions.P1"]
    assert (owner.name, owner.text) == ("Question P1", "Question P1? [en]")
    assert [(line.part, line.what, line.language) for line in owner.lines] == [
        ("hint", "Italian", "it"),
        ("why this is asked", "Italian", "it"),
    ]


def test_fits_are_told_as_numbers() -> None:
    structure = factories.structure()
    structure["sets"][0]["questions"][0]["options"][0]["fits"]["closed"] = 2
    line = only_line(told(structure))
    assert line.part == "answer “a”"
    fits = [(fit.strategy, fit.before, fit.after, fit.is_changed) for fit in line.fits]
    assert fits == [
        ("Open", "4", "4", False),
        ("Closed", "0", "2", True),
        ("Hybrid", "1", "1", False),
    ]


def test_rule_is_told_as_a_sentence() -> None:
    structure = factories.structure()
    structure["tensions"][0]["when_all"][0]["any_of"] = ["c"]
    line = only_line(told(structure))
    before = "".join(text for kind, text in said(line) if kind != "added")
    after = "".join(text for kind, text in said(line) if kind != "removed")
    rest = "P1 is answered “P1 is b [en]”: these answers pull apart."
    assert before == f"When M1 is answered “M1 is a [en]” or “M1 is c [en]” and {rest}"
    assert after == f"When M1 is answered “M1 is c [en]” and {rest}"


def test_veto_is_told_with_the_strategy_it_rules_out() -> None:
    structure = factories.structure()
    structure["vetoes"][0]["rules_out"] = "hybrid"
    assert said(only_line(told(structure)))[-3:] == [
        ("removed", "Open"),
        ("added", "Hybrid"),
        ("same", " is ruled out."),
    ]


def test_added_part_is_told_with_all_it_says() -> None:
    structure, words = factories.structure(), factories.all_words()
    structure["vetoes"].append(
        {"key": "new", "rules_out": "open", "when_all": [factories._when("K1", "no")]}  # noqa: SLF001
    )
    for language in words.values():
        language["vetoes"]["new"] = "Never"
    line = only_line(told(structure, words))
    assert line.what == "added"
    assert said(line) == [
        ("added", "When K1 is answered “K1 is no [en]”: Open is ruled out.\nNever")
    ]


def test_removed_set_is_told_with_its_questions() -> None:
    structure = factories.structure()
    structure["sets"].pop(1)
    structure["vetoes"].pop()
    structure["tensions"].pop()
    groups = told(structure)
    assert groups[0].name == "Set people: Set people [en]"
    assert [*groups[0].owners] == ["sets.people", "questions.P1", "questions.P2"]
    whats = {line.what for owner in groups[0].owners.values() for line in owner.lines}
    assert whats == {"removed"}


def test_moves_are_told_with_places_or_lists() -> None:
    structure = factories.structure()
    structure["sources"].reverse()
    assert only_line(told(structure)).what == "moved from place 2 to 1"
    structure = factories.structure()
    advice = structure["sets"][0]["advice"]
    advice["closed"].append(advice["open"].pop())
    assert only_line(told(structure)).what == "moved from “Open” to “Closed”"
    structure = factories.structure()
    structure["sets"][1]["questions"].append(structure["sets"][0]["questions"].pop(1))
    assert only_line(told(structure)).what == "moved from “Set money” to “Set people”"


def test_settings_and_sources_are_told_by_their_names() -> None:
    structure = factories.structure()
    structure["sets"][0]["questions"][1]["changeable"] = False
    line = only_line(told(structure))
    assert (line.what, said(line)) == ("can be changed", [("removed", "Yes"), ("added", "No")])
    structure = factories.structure()
    structure["source_language"] = "it"
    line = only_line(told(structure))
    assert (line.what, said(line)) == (
        "source language",
        [("removed", "English"), ("added", "Italian")],
    )
    structure = factories.structure()
    structure["sets"][0]["questions"][0]["sources"] = ["paper"]
    assert said(only_line(told(structure))) == [("same", "paper"), ("removed", " · book")]
