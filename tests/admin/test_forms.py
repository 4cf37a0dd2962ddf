"""Forms that guard against two editors at once; tests/admin/test_questions.py saves them."""

import json
from typing import Any

from questionnaire.admin.forms import TranslatedForm, WordingArea
from questionnaire.models import Questionnaire, Source


class SourceForm(TranslatedForm):
    class Meta:
        model = Source
        fields = ("key", "citation", "text_en", "text_it")


def form(draft: Questionnaire, **changes: Any) -> SourceForm:
    """Return the form of a source, sent as it was loaded but for some changes."""
    row = draft.sources.get(key="paper")
    fields = ("key", "citation", "text_en", "text_it")
    data = {name: getattr(row, name) for name in fields}
    return SourceForm(data | {"loaded": SourceForm(instance=row).loaded} | changes, instance=row)


def test_untouched_form_has_not_changed(draft: Questionnaire) -> None:
    sent = form(draft)
    assert (sent.is_valid(), sent.has_changed()) == (True, False)


def test_empty_translation_is_taken_and_kept_as_empty_text(draft: Questionnaire) -> None:
    sent = form(draft, text_it="")
    assert sent.is_valid()
    assert sent.save().text_it == ""


def test_character_that_nobody_would_see_is_refused(draft: Questionnaire) -> None:
    sent = form(draft, text_it="Pagina 3\vdi 5")
    assert sent.errors == {
        "text_it": ["This contains characters that cannot be shown. Type it anew."]
    }


def test_what_both_wrote_alike_is_no_conflict(draft: Questionnaire) -> None:
    sent = form(draft, citation="The same")
    Source.objects.filter(pk=sent.instance.pk).update(citation="The same")
    again = SourceForm(sent.data, instance=Source.objects.get(pk=sent.instance.pk))
    assert again.is_valid()


def test_what_cannot_be_read_of_the_loaded_row_is_passed_over(draft: Questionnaire) -> None:
    assert [form(draft, loaded=said).is_valid() for said in ("", "[]", "{", "1")] == [True] * 4


def test_loaded_row_is_told_by_digests(draft: Questionnaire) -> None:
    digests = json.loads(SourceForm(instance=draft.sources.get(key="paper")).loaded)
    assert {name: len(digest) for name, digest in digests.items()} == {
        "key": 8,
        "citation": 8,
        "text_en": 8,
        "text_it": 8,
    }


def test_source_stands_first_and_translations_follow(draft: Questionnaire) -> None:
    (wordings,) = SourceForm(instance=draft.sources.get(key="paper")).wordings
    languages = [wording.language for wording in wordings.translations]
    assert (wordings.source.language, languages) == ("en", ["es", "fr", "de", "it", "pt"])
    # A column that is not in the form can only be read
    assert [wording.box is None for wording in wordings.translations] == [
        True,
        True,
        True,
        False,
        True,
    ]


def test_area_is_as_tall_as_its_text() -> None:
    assert 'rows="2"' in WordingArea().render("x", "short")
    assert 'rows="6"' in WordingArea().render("x", "word " * 60)
