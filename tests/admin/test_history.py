"""What was done, in words."""

from typing import Any

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.utils.translation import override

from questionnaire.admin.history import Line, about_part, entries_of, lines, place_in_words
from questionnaire.admin.tracking import Event, note
from questionnaire.catalogue.corrections import correct
from questionnaire.models import AnswerOption, Publication, Question, Questionnaire, Rule
from tests import factories

pytestmark = pytest.mark.django_db


def told(questionnaire: Questionnaire) -> list[Line]:
    return lines(list(entries_of(questionnaire.pk)))


def changes(line: Line) -> list[tuple[str, str, str]]:
    """Return what changed, with removed words in [-...-] and added ones in {+...+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return [
        (
            change.field,
            change.language,
            "".join(marks[piece.kind].format(piece.text) for piece in change.pieces),
        )
        for change in line.changes
    ]


def question(questionnaire: Questionnaire, key: str = "M1") -> Question:
    return Question.objects.get(question_set__questionnaire=questionnaire, key=key)


def rename(row: Any, language: str, text: str) -> None:
    row.set_text("text", language, text)
    row.save()


def test_changed_text_is_told_with_place_field_language_and_words(draft: Questionnaire) -> None:
    rename(AnswerOption.objects.get(question=question(draft), key="a"), "de", "M1 war a [de]")
    line = told(draft)[0]
    assert line.what == "Changed"
    assert line.place == "Question set “money” › Question “M1” › Answer option “a”"
    assert changes(line) == [("Answer", "German", "M1 [-is-]{+war+} a [de]")]


def test_line_is_told_in_the_readers_language(draft: Questionnaire) -> None:
    rename(question(draft), "fr", "Vraiment ?")
    with override("fr"):
        said = told(draft)[0].changes[0].language
    assert said != "French"


def test_latest_is_told_first(draft: Questionnaire) -> None:
    rename(question(draft), "en", "First?")
    rename(question(draft), "en", "Second?")
    assert [changes(line)[0][2] for line in told(draft)[:2]] == [
        "[-First?-]{+Second?+}",
        "[-Question M1? [en]-]{+First?+}",
    ]


def test_numbers_choices_and_yes_or_no_are_in_words(draft: Questionnaire) -> None:
    asked = question(draft)
    asked.changeable, asked.position = False, 5
    asked.save()
    assert changes(told(draft)[0]) == [
        ("Position", "", "[-0-] → {+5+}"),
        ("Can be changed", "", "[-yes-] → {+no+}"),
    ]
    rule = Rule.objects.get(questionnaire=draft, key="odd")
    rule.kind, rule.rules_out = "veto", "open"
    rule.save()
    assert changes(told(draft)[0]) == [
        ("Kind", "", "[-Tension-] → {+Veto+}"),
        ("Rules out", "", "{+Open+}"),
    ]


def test_question_that_moves_is_told_with_both_sets(draft: Questionnaire) -> None:
    asked = question(draft)
    asked.question_set = draft.sets.get(key="people")
    asked.save()
    assert changes(told(draft)[0]) == [("Question set", "", "[-money-] → {+people+}")]


def test_added_and_removed_parts_are_told_without_marks(draft: Questionnaire) -> None:
    option = AnswerOption(question=question(draft), key="d", position=3)
    option.set_text("text", "en", "None of these")
    option.save()
    added = told(draft)[0]
    option.delete()
    removed = told(draft)[0]
    assert (added.what, removed.what) == ("Added", "Removed")
    expected = [
        ("Key", "", "d"),
        ("Position", "", "3"),
        ("Answer", "English", "None of these"),
    ]
    assert changes(added) == changes(removed) == expected


def test_link_is_told_of_as_what_it_leads_to(draft: Questionnaire) -> None:
    question(draft).questionsource_set.all()[0].delete()
    line = told(draft)[0]
    assert (line.what, line.changes) == ("Removed", ())
    assert line.place == "Question set “money” › Question “M1” › Source “paper”"


def test_copy_and_publication_are_lines_of_their_own(
    small: Questionnaire, draft: Questionnaire
) -> None:
    copied = told(draft)[-1]
    assert (copied.what, copied.place) == ("Copied to this draft", "")
    assert changes(copied) == [("Copy of", "", f"{{+{small}+}}")]
    Publication.objects.create(questionnaire=small, set_aside=["dominant"], reason="On purpose")
    recorded, published = told(small)[:2]
    assert changes(recorded) == [
        ("Warnings set aside", "", "dominant"),
        ("Reason", "", "On purpose"),
    ]
    assert (recorded.what, published.what) == ("Publication recorded", "Published")


def test_retiring_is_a_line_of_its_own(small: Questionnaire) -> None:
    factories.published(title="Newer")
    assert told(small)[0].what == "Retired"


def test_correction_is_told_like_a_change_with_its_reason(small: Questionnaire) -> None:
    place = "questions.M1.options.a.text"
    correct(
        version=small, place=place, language="en", after="M1 was a [en]", reason="Past", by=None
    )
    line = told(small)[0]
    assert line.what == "Spelling corrected"
    assert line.place == "Question “M1” › Answer option “a” › Answer"
    assert changes(line) == [
        ("Text", "English", "M1 [-is-]{+was+} a [en]"),
        ("Reason", "", "Past"),
    ]


def test_import_is_told_with_its_language(draft: Questionnaire) -> None:
    note(draft, Event.IMPORTED, language="de", count=12)
    assert told(draft)[0].what == "Translations imported: German, 12 texts"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("title", "Title"),
        ("strategies.open.name", "Strategy wording “open” › Name"),
        ("sets.money.advice.go_open", "Question set “money” › Next step “go_open”"),
        ("vetoes.no_rights", "Rule “no_rights”"),
        ("sources.paper", "Source “paper”"),
    ],
)
def test_place_of_a_text_is_in_words(place: str, words: str) -> None:
    assert place_in_words(place) == words


def test_author_is_the_person_a_former_admin_or_a_command(draft: Questionnaire) -> None:
    ada = User.objects.create_user("ada", first_name="Ada", last_name="Lovelace")
    with set_actor(ada):
        rename(question(draft), "en", "Really?")
    assert [line.who for line in told(draft)] == ["Ada Lovelace", "A command"]
    User.objects.filter(pk=ada.pk).update(first_name="", last_name="")
    assert told(draft)[0].who == "ada"
    ada.delete()
    assert told(draft)[0].who == "A former admin"


def found(questionnaire: Questionnaire, part: str) -> list[str]:
    return [line.place for line in lines(list(about_part(entries_of(questionnaire.pk), part)))]


def test_entries_about_a_part_include_what_is_below_it(draft: Questionnaire) -> None:
    asked, other = question(draft), question(draft, "M2")
    rename(asked, "en", "Really?")
    rename(AnswerOption.objects.get(question=asked, key="a"), "en", "Yes")
    rename(other, "en", "Truly?")
    own = "Question set “money” › Question “M1”"
    assert found(draft, f"question-{asked.pk}") == [f"{own} › Answer option “a”", own]
    assert len(found(draft, f"questionset-{asked.question_set_id}")) == 3
    assert found(draft, f"question-{asked.pk + 1000}") == []


@pytest.mark.parametrize("part", ["", "nonsense", "user-1", "question-x", "question-1-2"])
def test_what_names_no_part_filters_nothing(draft: Questionnaire, part: str) -> None:
    assert (
        len(found(draft, part))
        == LogEntry.objects.filter(additional_data__questionnaire=draft.pk).count()
    )


def test_other_questionnaires_are_not_told_of(small: Questionnaire, draft: Questionnaire) -> None:
    before = len(told(small))
    rename(question(draft), "en", "Really?")
    assert len(told(small)) == before
