import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire.catalogue import po
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.po import Entry, NotPoError
from questionnaire.catalogue.texts import texts_of
from questionnaire.models import Questionnaire

pytestmark = pytest.mark.django_db
HEADER = 'msgid ""\nmsgstr "Language: it\\n"\n\n'
NASTY = st.text(
    st.one_of(
        st.sampled_from('"\\\n\r\t #~,:\x0b\x0c\x1c\x85\u2028\u200f\u202eשلا👩🏽‍🚀%{}'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=40,
)

# Several at once: writing rows is what takes the time
PAIRS = st.lists(st.tuples(NASTY.filter(str.strip), NASTY), min_size=12, max_size=12)


def write_pairs(draft: Questionnaire, pairs: list[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Write pairs of English and Italian into texts of any length; return them by place."""
    long = [text for text in texts_of(draft) if text.max_length() is None]
    said = {}
    for text, (source, translation) in zip(long, pairs, strict=False):
        text.row.set_text(text.field, "en", source)
        text.row.set_text(text.field, "it", translation)
        text.row.save()
        said[text.place] = (source, translation)
    return said


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:
    return copy_to_draft(small)


def listed(version: Questionnaire, language: str = "it") -> polib.POFile:
    """Return an export as another library reads it."""
    return polib.pofile(po.write(version, language).decode())


def test_export_says_whose_it_is(small: Questionnaire) -> None:
    header = po.read(po.write(small, "it")).header
    assert (header[po.KEY], header[po.VERSION], header[po.LANGUAGE]) == ("small", "1", "it")
    assert header[po.SOURCE_DIGEST] == po.source_digest(texts_of(small))
    assert header["Content-Type"] == "text/plain; charset=utf-8"


def test_export_lists_each_text_that_says_something(small: Questionnaire) -> None:
    entries = po.read(po.write(small, "it")).entries
    texts = [text for text in texts_of(small) if text.say("en")]
    assert entries == tuple(
        Entry(text.place, text.say("en"), text.say("it"), fuzzy=False) for text in texts
    )
    assert len(texts) < len(texts_of(small))


def test_export_can_be_read_by_other_tools(small: Questionnaire) -> None:
    found = {entry.msgctxt: entry for entry in listed(small)}
    entry = found["strategies.open.name"]
    assert (entry.msgid, entry.msgstr) == ("open [en]", "open [it]")
    assert "Strategy Open: name" in entry.comment
    assert "At most 60 characters." in entry.comment
    assert "The question: Question M1? [en]" in found["questions.M1.options.a.reason"].comment
    assert "open [en]: On open [en]" in listed(small).header


def test_outdated_text_is_fuzzy(draft: Questionnaire) -> None:
    draft.set_text("title", "en", "Anew")
    draft.save()
    entry = listed(draft)[0]
    assert (entry.msgctxt, entry.fuzzy, entry.msgstr) == ("title", True, "Title [it]")
    assert "The original has changed" in entry.comment
    assert [entry.msgctxt for entry in listed(draft) if entry.fuzzy] == ["title"]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PAIRS)
def test_whatever_texts_say_comes_back(draft: Questionnaire, pairs: list[tuple[str, str]]) -> None:
    said = write_pairs(draft, pairs)
    entries = {entry.place: entry for entry in po.read(po.write(draft, "it")).entries}
    assert {place: (entries[place].source, entries[place].text) for place in said} == said
    assert len(entries) == len(po.translatable(texts_of(draft)))


def test_comments_and_line_ends_of_other_tools_are_read() -> None:
    said = '# a\n#: b:1\n#| msgid "old"\n#, fuzzy\nmsgctxt "p"\nmsgid ""\n"a"\n"b"\nmsgstr "c"\n'
    data = f"\ufeff{HEADER}{said}".replace("\n", "\r\n").encode()
    assert po.read(data).entries == (Entry("p", "ab", "c", fuzzy=True),)


def test_obsolete_entries_are_ignored() -> None:
    said = f'{HEADER}#~ msgctxt "p"\n#~ msgid "a"\n#~ msgstr "b"\n'
    assert po.read(said.encode()).entries == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "does not begin with a header"),
        (b"\n\n", "does not begin with a header"),
        (b'msgid "a"\nmsgstr "b"\n', "does not begin with a header"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"\xfc", "not text in UTF-8"),
        (b"<html>", "line 1 cannot be read"),
        (b" " * (po.MAX_BYTES + 1), "larger than 1 MB"),
        (f'{HEADER}msgid "a"\nmsgstr "Ciao mon'.encode(), "line 5 cannot be read"),
        (f'{HEADER}msgid "a"\nmsgstr "b\\"\n'.encode(), "line 5 cannot be read"),
        (f'{HEADER}msgid "a"\n'.encode(), "cannot be read"),
        (b'"a"\n', "line 1 cannot be read"),
        (f'{HEADER}msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'.encode(), "plural forms"),
    ],
)
def test_what_is_no_po_file_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(NotPoError, match=said):
        po.read(data)


LINES = st.sampled_from(
    [
        *('msgid ""', 'msgid "a"', 'msgstr ""', 'msgstr "b"', 'msgctxt "p"', 'msgctxt ""'),
        *('msgid_plural "c"', 'msgstr[0] "d"', 'msgstr[9] "e"', '"f"', '"', "", "#", "#~", "#,"),
        *('#~ msgid "a"', '#~ "', "#: a:b", "#: \u2068a", "#| ", "#.", 'msgstr "Language: it\\n"'),
        *('msgstr "Plural-Forms: nplurals=x\\n"', 'msgstr "Content-Type: a; charset=b\\n"'),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14), st.text(max_size=3))
def test_any_file_is_read_or_refused(lines: list[str], odd: str) -> None:
    said = ""
    try:
        po.read("\n".join([*lines, odd]).encode(errors="replace"))
    except NotPoError as error:
        said = str(error)
    assert said == "" or said.startswith(("This is not a PO file", "This PO file has plural forms"))
