"""A translator's file is taken over as a whole, or refused with every reason."""

from collections.abc import Callable

import polib
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire.catalogue import po
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.importing import Imported, ImportRefusedError, Problem, import_po
from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.enums import TranslationStatus
from questionnaire.models import PublishedVersionError, Questionnaire
from tests.catalogue.test_po import PAIRS, write_pairs

pytestmark = pytest.mark.django_db
PLACE = "questions.M1.text"


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return copy_to_draft(small)


def fresh(draft: Questionnaire) -> Questionnaire:
    return Questionnaire.objects.get(pk=draft.pk)


def text_at(draft: Questionnaire, place: str = PLACE) -> Text:
    return {text.place: text for text in texts_of(fresh(draft))}[place]


def write(draft: Questionnaire, said: str, language: str, place: str = PLACE) -> None:
    text = text_at(draft, place)
    text.row.set_text(text.field, language, said)
    text.row.save()


def exported(draft: Questionnaire) -> polib.POFile:
    return polib.pofile(po.write(fresh(draft), "it").decode(), wrapwidth=0)


def entry_of(file: polib.POFile, place: str = PLACE) -> polib.POEntry:
    return next(entry for entry in file if entry.msgctxt == place)


def bring_back(draft: Questionnaire, file: polib.POFile, language: str = "it") -> Imported:
    return import_po(fresh(draft), language, str(file).encode())


def refused(draft: Questionnaire, file: polib.POFile, language: str = "it") -> list[Problem]:
    before = read_rows(fresh(draft))[0]
    with pytest.raises(ImportRefusedError) as caught:
        bring_back(draft, file, language)
    assert read_rows(fresh(draft))[0] == before
    return list(caught.value.problems)


def test_unchanged_file_changes_nothing(draft: Questionnaire) -> None:
    write(draft, "Anew", "en")
    before = [(text.place, text.status("it")) for text in texts_of(fresh(draft))]
    data = po.write(fresh(draft), "it")
    content = read_rows(fresh(draft))[0]
    count = len(po.read(data).entries)
    assert import_po(fresh(draft), "it", data) == Imported(0, 0, count, 0)
    assert read_rows(fresh(draft))[0] == content
    assert [(text.place, text.status("it")) for text in texts_of(fresh(draft))] == before


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PAIRS)
def test_no_text_is_too_nasty_for_a_round_trip(
    draft: Questionnaire, pairs: list[tuple[str, str]]
) -> None:
    said = write_pairs(draft, pairs)
    before = {text.place: text.status("it") for text in texts_of(fresh(draft))}
    imported = import_po(draft, "it", po.write(draft, "it"))
    assert (imported.changed, imported.confirmed) == (0, 0)
    after = {text.place: text for text in texts_of(fresh(draft))}
    assert {place: (after[place].say("en"), after[place].say("it")) for place in said} == said
    assert {place: text.status("it") for place, text in after.items()} == before


def test_file_brings_texts_and_confirmations(draft: Questionnaire) -> None:
    write(draft, "Anew", "en")
    write(draft, "Anew too", "en", "questions.M2.text")
    file = exported(draft)
    entry_of(file).flags.clear()
    other = entry_of(file, "questions.M2.text")
    other.msgstr, other.flags = "Di nuovo", []
    entry_of(file, "title").msgstr = "Titolo"
    assert bring_back(draft, file) == Imported(2, 1, len(file) - 3, 0)
    assert text_at(draft).say("it") == "Question M1? [it]"
    assert text_at(draft, "title").say("it") == "Titolo"
    places = (PLACE, "questions.M2.text", "title")
    assert {text_at(draft, place).status("it") for place in places} == {TranslationStatus.DONE}


def test_empty_and_fuzzy_translations_leave_texts_as_they_were(draft: Questionnaire) -> None:
    file = exported(draft)
    entry_of(file).msgstr = "  "
    entry_of(file, "title").msgstr = "Titolo"
    entry_of(file, "title").flags.append("fuzzy")
    assert bring_back(draft, file) == Imported(0, 0, len(file), 1)
    assert text_at(draft).say("it") == "Question M1? [it]"
    assert text_at(draft, "title").say("it") == "Title [it]"


def test_line_ends_alone_change_nothing(draft: Questionnaire) -> None:
    write(draft, "one\r\ntwo", "en", "summary")
    write(draft, "uno\r\ndue", "it", "summary")
    file = exported(draft)
    entry = entry_of(file, "summary")
    entry.msgid, entry.msgstr = "one\ntwo", "uno\ndue"
    assert bring_back(draft, file).changed == 0


def test_part_of_a_file_is_enough(draft: Questionnaire) -> None:
    file = exported(draft)
    entry_of(file).msgstr = "Domanda"
    kept = polib.POFile(wrapwidth=0)
    kept.metadata = file.metadata
    kept.append(entry_of(file))
    assert bring_back(draft, kept) == Imported(1, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.metadata.update({po.KEY: "other"}), "of the questionnaire “other”"),
        (lambda file: file.metadata.update({po.VERSION: "1"}), "exported from version 1"),
        (lambda file: file.metadata.update({po.LANGUAGE: "de"}), "in the language “de”"),
        (lambda file: file.metadata.clear(), "does not say which questionnaire"),
        (lambda file: file.metadata.update({po.KEY: "x" * 999}), "x…”"),
    ],
)
def test_file_of_something_else_is_refused(
    draft: Questionnaire, change: Callable[[polib.POFile], None], said: str
) -> None:
    file = exported(draft)
    change(file)
    problems = refused(draft, file)
    assert [problem.place for problem in problems] == [""]
    assert said in problems[0].sentence


def test_everything_that_does_not_fit_is_listed_with_its_place(draft: Questionnaire) -> None:
    file = exported(draft)
    entry_of(file, "strategies.open.name").msgstr = "x" * 61
    entry_of(file, "title").msgid = "Changed in the file"
    entry_of(file, "summary").msgstr = "bell\a"
    file.append(polib.POEntry(msgctxt="questions.X9.text", msgid="a", msgstr="b"))
    file.append(entry_of(file))
    found = [(problem.place, problem.sentence) for problem in refused(draft, file)]
    assert found == [
        ("Question M1: question", "This text stands in the file twice. Leave one of them."),
        (
            "The questionnaire as a whole: title",
            "The original was changed in the file. Only translations may be: put it back.",
        ),
        (
            "The questionnaire as a whole: summary",
            "The translation contains characters that cannot be shown. Type it anew.",
        ),
        (
            "Strategy Open: name",
            "This may have 60 characters, and the translation has 61. Shorten it.",
        ),
        ("“questions.X9.text”", "This questionnaire has no such text to translate."),
    ]


def test_source_that_moved_on_since_the_export_is_noticed(draft: Questionnaire) -> None:
    file = exported(draft)
    write(draft, "Anew", "en")
    assert refused(draft, file) == [
        Problem(
            "Question M1: question",
            "The original has changed since the export. Export again, and translate that.",
        )
    ]


def test_text_without_a_source_is_not_taken(draft: Questionnaire) -> None:
    file = exported(draft)
    place = "questions.K1.options.yes.reason"
    file.append(polib.POEntry(msgctxt=place, msgid="", msgstr="b"))
    assert [problem.place for problem in refused(draft, file)] == [
        "Question K1: answer “yes”, reason"
    ]


def test_what_is_no_po_file_is_refused(draft: Questionnaire) -> None:
    with pytest.raises(ImportRefusedError, match="not text in UTF-8"):
        import_po(draft, "it", b"\xff")


def test_published_version_takes_nothing(small: Questionnaire) -> None:
    with pytest.raises(PublishedVersionError):
        import_po(small, "it", po.write(small, "it"))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10_000), st.integers(0, 200), st.binary(max_size=20))
def test_damaged_file_is_taken_over_or_refused(
    draft: Questionnaire, start: int, length: int, instead: bytes
) -> None:
    written = bytearray(po.write(fresh(draft), "it"))
    written[start : start + length] = instead
    problems: tuple[Problem, ...] = ()
    taken = Imported(0, 0, 0, 0)
    # Each example begins with the same draft
    with transaction.atomic():
        try:
            taken = import_po(fresh(draft), "it", bytes(written))
        except ImportRefusedError as error:
            problems = error.problems
        transaction.set_rollback(True)
    assert bool(problems) == (taken == Imported(0, 0, 0, 0))
