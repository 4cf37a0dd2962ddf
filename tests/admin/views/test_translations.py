"""The matrix of translations, confirming, and a translator's file out and in."""

from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from questionnaire.catalogue import po
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.texts import Text, texts_of
from questionnaire.enums import TranslationStatus
from questionnaire.models import Questionnaire
from tests.conftest import Queries
from tests.pages import elements

pytestmark = pytest.mark.django_db
NAMES = ("confirm_translations", "export_translations", "import_translations")
# Four for the session, the user and the rights, one for the version, seven for the texts
MAX_QUERIES = 13


def address(version: Questionnaire, name: str = "translations", language: str = "") -> str:
    args = [version.pk, language] if language else [version.pk]
    return reverse(f"admin:questionnaire_questionnaire_{name}", args=args)


def text_at(version: Questionnaire, place: str) -> Text:
    fresh = Questionnaire.objects.get(pk=version.pk)
    return {text.place: text for text in texts_of(fresh)}[place]


def outdate(draft: Questionnaire) -> None:
    """Change a source text, so that each translation of it is outdated."""
    draft.set_text("title", "en", "Anew")
    draft.save()


def send(client: Client, draft: Questionnaire, data: bytes, language: str = "it") -> Any:
    file = SimpleUploadedFile("it.po", data)
    return client.post(address(draft, "import_translations", language), {"file": file})


def test_reader_sees_how_far_each_text_is(reader: Client, draft: Questionnaire) -> None:
    outdate(draft)
    response = reader.get(address(draft))
    assert response.status_code == 200
    assert response.text.count('<td class="is-outdated') == 5
    assert response.text.count('<tr id="') == len({*po.translatable(texts_of(draft))})
    assert not elements(response, "input", name="text")
    assert "/question/" not in response.text


def test_editor_is_led_to_where_a_text_is_edited(editor: Client, draft: Questionnaire) -> None:
    said = editor.get(address(draft)).text
    assert (
        f"/questionnaire/{draft.pk}/change/?language=it#questionnaire-{draft.pk}-title-it" in said
    )


def test_filters_narrow_the_page_down(editor: Client, draft: Questionnaire) -> None:
    outdate(draft)
    response = editor.get(address(draft), {"language": "it", "status": "outdated"})
    assert response.text.count('<tr id="') == 1
    assert 'lang="it" class="translations-text">Title [it]<' in response.text
    assert len(elements(response, "input", name="text")) == 1
    empty = editor.get(address(draft), {"language": "it", "status": "missing"})
    assert "No text has this status." in empty.text
    odd = editor.get(address(draft), {"language": "xx", "status": "\0"})
    assert odd.text.count('<tr id="') > 1


@pytest.mark.parametrize("language", ["", "it"])
def test_queries_are_few_however_large_the_questionnaire(
    editor: Client,
    small: Questionnaire,
    shipped: Questionnaire,
    count_queries: Queries,
    language: str,
) -> None:
    counts = []
    for version in (copy_to_draft(small), copy_to_draft(shipped)):
        with count_queries() as queries:
            editor.get(address(version), {"language": language})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= MAX_QUERIES


def test_ticked_translations_are_confirmed(editor: Client, draft: Questionnaire) -> None:
    outdate(draft)
    page = editor.get(address(draft), {"language": "it"})
    ticked = [box["value"] for box in elements(page, "input", name="text")]
    response = editor.post(
        address(draft, "confirm_translations", "it"), {"text": ticked}, follow=True
    )
    assert "1 translation is confirmed." in response.text
    assert text_at(draft, "title").status("it") == TranslationStatus.DONE
    assert text_at(draft, "title").status("de") == TranslationStatus.OUTDATED


def test_what_changed_meanwhile_is_not_confirmed(editor: Client, draft: Questionnaire) -> None:
    outdate(draft)
    page = editor.get(address(draft), {"language": "it"})
    ticked = [box["value"] for box in elements(page, "input", name="text")]
    draft.set_text("title", "en", "Anew again")
    draft.save()
    response = editor.post(
        address(draft, "confirm_translations", "it"), {"text": [*ticked, "x", "x y"]}, follow=True
    )
    assert "2 texts have changed since you looked" in response.text
    assert text_at(draft, "title").status("it") == TranslationStatus.OUTDATED


def test_nothing_ticked_is_said(editor: Client, draft: Questionnaire) -> None:
    response = editor.post(address(draft, "confirm_translations", "it"), follow=True)
    assert "Tick what is right as it is" in response.text


def test_export_is_a_file(reader: Client, small: Questionnaire) -> None:
    response = reader.get(address(small, "export_translations", "it"))
    assert response["Content-Disposition"] == 'attachment; filename="small-1-it.po"'
    assert response.content == po.write(small, "it")


def test_file_comes_back(editor: Client, draft: Questionnaire) -> None:
    file = polib.pofile(po.write(draft, "it").decode())
    file[0].msgstr = "Titolo"
    response = send(editor, draft, str(file).encode())
    assert response.status_code == 302
    said = editor.get(response["Location"]).text
    assert f"1 text changed, 0 confirmed, {len(file) - 1} as they were." in said
    assert text_at(draft, "title").say("it") == "Titolo"


def test_fuzzy_news_is_counted(editor: Client, draft: Questionnaire) -> None:
    file = polib.pofile(po.write(draft, "it").decode())
    file[0].msgstr, file[0].flags = "Titolo", ["fuzzy"]
    said = editor.get(send(editor, draft, str(file).encode())["Location"]).text
    assert "1 new text is marked as fuzzy in the file, and was not taken over." in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "not text in UTF-8"),
        (b"GIF89a", "line 1 cannot be read"),
        (b" " * (po.MAX_BYTES + 1), "larger than 1 MB"),
        (b'msgid ""\nmsgstr "X-Questionnaire: <b>\\nX-Questionnaire-Version: 9"', "&lt;b&gt;"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_reasons(
    editor: Client, draft: Questionnaire, data: bytes, said: str
) -> None:
    response = send(editor, draft, data)
    assert response.status_code == 422
    assert "Nothing was imported" in response.text
    assert said in response.text


def test_no_file_is_said(editor: Client, draft: Questionnaire) -> None:
    response = editor.post(address(draft, "import_translations", "it"))
    assert response.status_code == 422
    assert "Choose the file" in response.text
    assert editor.get(address(draft, "import_translations", "it")).status_code == 200


def test_published_version_is_only_exported(editor: Client, small: Questionnaire) -> None:
    for name in ("confirm_translations", "import_translations"):
        data = {"text": "x y", "file": SimpleUploadedFile("it.po", po.write(small, "it"))}
        response = editor.post(address(small, name, "it"), data)
        assert response.status_code == 302
        assert "this version is not a draft" in editor.get(response["Location"]).text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "xx"])
def test_language_that_is_not_translated_into_is_not_found(
    editor: Client, draft: Questionnaire, name: str, language: str
) -> None:
    ask = editor.post if name == "confirm_translations" else editor.get
    assert ask(address(draft, name, language)).status_code == 404


def test_publisher_is_led_to_corrections(publisher: Client, small: Questionnaire) -> None:
    said = publisher.get(address(small), {"language": "it"}).text
    assert "/correct/?place=title&amp;language=it" in said
    assert "Confirm what is ticked" not in said


def test_reader_of_a_published_version_is_led_nowhere(reader: Client, small: Questionnaire) -> None:
    assert "/correct/?" not in reader.get(address(small)).text


def test_without_the_right_pages_are_refused(
    nobody: Client, reader: Client, draft: Questionnaire
) -> None:
    assert nobody.get(address(draft)).status_code == 403
    assert nobody.get(address(draft, "export_translations", "it")).status_code == 403
    for client in (nobody, reader):
        assert client.post(address(draft, "confirm_translations", "it")).status_code == 403
        assert client.post(address(draft, "import_translations", "it")).status_code == 403


def test_anonymous_is_led_to_the_log_in(client: Client, draft: Questionnaire) -> None:
    assert "/login/" in client.get(address(draft))["Location"]
    for name in NAMES:
        assert "/login/" in client.post(address(draft, name, "it"))["Location"]


def test_wrong_methods_are_refused(editor: Client, draft: Questionnaire) -> None:
    assert editor.post(address(draft)).status_code == 405
    assert editor.get(address(draft, "confirm_translations", "it")).status_code == 405
    assert editor.post(address(draft, "export_translations", "it")).status_code == 405
    assert editor.delete(address(draft, "import_translations", "it")).status_code == 405
