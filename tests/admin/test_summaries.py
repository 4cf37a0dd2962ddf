"""What stands above a form: languages with what is to do, and what to correct."""

from django.forms import CharField, Form

from questionnaire.admin.forms import TranslatedForm
from questionnaire.admin.summaries import Mistake, Tab, mistakes_of, tabs_of
from questionnaire.models import Questionnaire, Source


class SourceForm(TranslatedForm):
    class Meta:
        model = Source
        fields = ("key",)


def test_languages_tell_what_is_to_do(draft: Questionnaire) -> None:
    paper, book = draft.sources.get(key="paper"), draft.sources.get(key="book")
    paper.set_text("text", "it", "")
    book.set_text("text", "en", "Another fact")
    forms = []
    for row in (paper, book):
        row.save()
        forms.append(SourceForm(instance=row))
    tabs = tabs_of(forms, "en")
    assert [tab.code for tab in tabs] == ["es", "fr", "de", "it", "pt", "en"]
    assert tabs[3] == Tab("it", "Italiano", is_source=False, to_do="1 missing, 1 outdated")
    assert tabs[5] == Tab("en", "English", is_source=True, to_do="")


class Named(Form):
    name = CharField()


def test_mistake_leads_to_its_field() -> None:
    assert mistakes_of(Named({}), []) == [Mistake("Name", "id_name", "This field is required.")]


def test_form_without_mistakes_has_none() -> None:
    assert mistakes_of(Named({"name": "x"}), []) == []
