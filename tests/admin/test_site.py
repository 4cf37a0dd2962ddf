"""The admin as a whole: its name, its languages, and that it loads nothing from elsewhere."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin, site
from django.contrib.admin.utils import flatten
from django.db.models import Field
from django.test import Client
from django.utils.functional import Promise

from questionnaire.models import Questionnaire
from tests.admin.editing import page_of, question, sent_by
from tests.conftest import LANGUAGES


def test_admin_has_our_name(editor: Client) -> None:
    assert (
        '<div id="site-name"><a href="/en/admin/">Ajar</a></div>' in editor.get("/en/admin/").text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_admin_speaks_the_language_of_its_address(language: str, editor: Client) -> None:
    text = editor.get(f"/{language}/admin/").text
    assert f'<html lang="{language}"' in text
    assert f'<option value="{language}" lang="{language}" selected>' in text


def test_admin_names_its_section_in_the_language_of_the_reader(editor: Client) -> None:
    said = " ".join(editor.get("/de/admin/questionnaire/").text.split())
    assert "Fragebögen" in said.partition("<h1>")[2].partition("</h1>")[0]


def test_language_is_switched_on_the_same_page(editor: Client) -> None:
    response = editor.post("/language/", {"language": "it", "next": "/en/admin/questionnaire/"})
    assert response.headers["Location"] == "/it/admin/questionnaire/"


def test_page_loads_nothing_from_elsewhere(editor: Client, draft: Questionnaire) -> None:
    loaded = re.findall(
        r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"',
        editor.get(page_of(question(draft))).text,
    )
    assert [address for address in loaded if not address.startswith("/")] == []


def test_what_was_typed_is_kept_when_the_session_ends(editor: Client, draft: Questionnaire) -> None:
    row = question(draft)
    form = sent_by(editor.get(page_of(row)), "question") | {"text_de": "Ein <langer> Satz"}
    editor.logout()
    kept = editor.post(page_of(row), form)
    assert kept.status_code == 403
    assert '<input type="hidden" name="text_de" value="Ein &lt;langer&gt; Satz">' in kept.text
    assert f'<form method="post" action="{page_of(row)}">' in kept.text
    assert "no-store" in kept.headers["Cache-Control"]
    row.refresh_from_db()
    assert row.say("text", "de") == "Question M1? [de]"


def test_what_was_kept_is_saved_after_signing_in_again(
    editor: Client, draft: Questionnaire
) -> None:
    row = question(draft)
    form = sent_by(editor.get(page_of(row)), "question") | {"text_de": "Ein langer Satz"}
    kept = Client().post(page_of(row), form)
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', kept.text))
    again = {name: unescape(value) for name, value in again.items()}
    assert editor.post(page_of(row), again).status_code == 302
    row.refresh_from_db()
    assert row.say("text", "de") == "Ein langer Satz"


def test_who_signs_out_twice_is_led_on(editor: Client) -> None:
    editor.logout()
    response = editor.post("/en/admin/logout/", {"csrfmiddlewaretoken": "x"})
    assert response.headers["Location"] == "/en/admin/"


OURS = [one for model, one in site._registry.items() if model._meta.app_label == "questionnaire"]  # noqa: SLF001 - Django's own names


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.opts.model_name)
def test_column_filter_and_field_of_our_lists_and_forms_has_a_translated_name(
    page: ModelAdmin[Any],
) -> None:
    filters = [name if isinstance(name, str) else name[0] for name in named(page.list_filter)]
    shown = {*page.list_display, *filters, *flatten(page.fields or [])}
    fields = [field for field in page.opts.get_fields() if field.name in shown]
    names = [page.opts.verbose_name, page.opts.verbose_name_plural]
    names += [field.verbose_name for field in fields if isinstance(field, Field)]
    assert [name for name in names if not isinstance(name, Promise)] == []


def named(filters: Iterable[Any]) -> list[Any]:
    """Return the filters that take their names from fields."""
    return [one for one in filters if not isinstance(one, type)]


@pytest.mark.parametrize(
    "address",
    [
        "questionnaire/submission/?questionnaire={huge}",
        "questionnaire/submission/?questionnaire__id__exact={huge}",
        "questionnaire/question/{huge}/change/",
        "r/1/{huge}/",
        "r/{huge}/1/",
    ],
)
def test_number_that_no_row_can_have_leads_to_nothing(address: str, admin_client: Client) -> None:
    page = admin_client.get("/en/admin/" + address.format(huge=10**30), follow=True)
    # Databases differ in whether they can be asked for it
    assert page.status_code in {200, 404}
