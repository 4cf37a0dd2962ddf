"""Words of libraries: each is still theirs, and is shown in the reader's language."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.translation import gettext, override

from questionnaire.admin.borrowed import BORROWED, OF_SCRIPTS
from questionnaire.models import Questionnaire
from tests.conftest import LANGUAGES

PAGES = (
    "auth/user/add/",
    "auth/user/{pk}/change/",
    "auditlog/logentry/",
)


@pytest.fixture
def office(admin_client: Client, draft: Questionnaire) -> Client:
    """A superuser's browser, with a change in the log."""
    draft.set_text("title", "de", "Ein anderer Titel")
    draft.save()
    return admin_client


def shown(client: Client, language: str, user: User) -> str:
    """Return what the pages say in a language, one after the other."""
    answers = [client.get(f"/{language}/admin/{page.format(pk=user.pk)}") for page in PAGES]
    assert [answer.status_code for answer in answers] == [200] * len(PAGES)
    return unescape(" ".join(answer.text for answer in answers)).lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_libraries_say_these_words_in_the_language_of_the_reader(
    language: str, office: Client, admin_user: User
) -> None:
    page = shown(office, language, admin_user)
    with override(language):
        assert [word for word in BORROWED if gettext(word).lower() not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_say_these_words_in_the_language_of_the_reader(
    language: str, office: Client
) -> None:
    said = office.get(f"/{language}/admin/jsi18n/").text
    words = json.loads(re.findall(r"newcatalog = ({.*?\n  })", said, re.DOTALL)[0])
    in_english = [word for word in OF_SCRIPTS if words[word] == word]
    assert in_english == (list(OF_SCRIPTS) if language == "en" else [])


def test_words_of_scripts_are_still_theirs() -> None:
    path = finders.find("admin/js/SelectFilter2.js")
    script = Path(str(path)).read_text(encoding="utf-8")
    assert [word for word in OF_SCRIPTS if word not in script] == []
