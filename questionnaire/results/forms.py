"""What every form of the product is made of, and the form that takes a record."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questionnaire.results.records import MAX_BYTES

JSON_FILES = ".json,application/json"


class CrispyForm(forms.Form):
    """A form that crispy-forms renders inside the page's own form element."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def errors_of(self, name: str) -> tuple[str, ...]:
        """Return what is wrong with one field."""
        return tuple(str(error) for error in self.errors.get(name, []))


class RecordForm(CrispyForm):
    """A record to verify, as a file or pasted; when both are given, the file counts."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("The JSON file that was downloaded from a result page."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": JSON_FILES}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

    @property
    def given_in(self) -> str:
        """The name of the field that counts."""
        return "file" if self.files.get("file") else "text"

    @property
    def given(self) -> bytes:
        """What was handed in, cut where it is too long to be a record anyway."""
        if file := self.files.get("file"):
            file.seek(0)
            return bytes(file.read(MAX_BYTES + 1))
        return str(self.data.get("text", "")).encode()

    def clean_text(self) -> str:
        """Ask for a record where neither a file nor a text came."""
        text: str = self.cleaned_data["text"]
        if self.given_in == "text" and not text.strip():
            raise forms.ValidationError(_("Choose the file, or paste its text here."))
        return text
