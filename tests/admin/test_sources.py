"""The page of a source."""

from django.test import Client

from questionnaire.models import Questionnaire
from tests.admin.editing import page_of, sent_by


def test_source_is_changed(editor: Client, draft: Questionnaire) -> None:
    row = draft.sources.get(key="paper")
    data = sent_by(editor.get(page_of(row)), "source") | {"text_fr": "Un fait", "url": ""}
    assert editor.post(page_of(row), data).headers["Location"] == page_of(draft)
    row = draft.sources.get(key="paper")
    assert (row.say("text", "fr"), row.url) == ("Un fait", "")


def test_source_is_added_last(editor: Client, draft: Questionnaire) -> None:
    address = f"/en/admin/questionnaire/source/add/?questionnaire={draft.pk}"
    data = sent_by(editor.get(address), "source") | {"key": "web", "citation": "W. Author"}
    assert editor.post(address, data).status_code == 302
    assert draft.sources.get(key="web").position == 2


def test_key_of_another_source_is_refused(editor: Client, draft: Questionnaire) -> None:
    row = draft.sources.get(key="paper")
    data = sent_by(editor.get(page_of(row)), "source") | {"key": "book"}
    assert "This key is taken." in editor.post(page_of(row), data).text
