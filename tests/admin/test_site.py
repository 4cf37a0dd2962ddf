"""The admin as a whole: its name, its languages, and that it loads nothing from elsewhere."""

import re

import pytest
from django.test import Client

from questionnaire.models import Questionnaire
from tests.admin.editing import page_of, question
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
