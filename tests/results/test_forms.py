import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from questionnaire.results.forms import RecordForm
from questionnaire.results.records import MAX_BYTES


def form_with(file: bytes | None, text: str) -> RecordForm:
    files = {} if file is None else {"file": [SimpleUploadedFile("record.json", file)]}
    return RecordForm({"text": text}, MultiValueDict(files))


@pytest.mark.parametrize(
    ("file", "text", "field", "given"),
    [
        (b"{}", "", "file", b"{}"),
        (b"{}", "[]", "file", b"{}"),
        (None, "[é]", "text", "[é]".encode()),
        (b"", "", "file", b""),
    ],
)
def test_file_counts_before_the_text(
    file: bytes | None, text: str, field: str, given: bytes
) -> None:
    form = form_with(file, text)
    assert form.is_valid()
    assert (form.given_in, form.given) == (field, given)


@pytest.mark.parametrize("text", ["", " \n"])
def test_neither_file_nor_text_is_asked_for(text: str) -> None:
    form = form_with(None, text)
    assert form.errors_of("text") == ("Choose the file, or paste its text here.",)
    assert form.errors_of("file") == ()


def test_file_is_read_no_further_than_a_record_can_go() -> None:
    assert len(form_with(b" " * (MAX_BYTES + 9), "").given) == MAX_BYTES + 1
