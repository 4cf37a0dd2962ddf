import pytest

from questionnaire.walk.forms import InvitedForm, StartForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Door   Ltd ", "Door Ltd"),
        ("Door\nLtd\x85", "Door Ltd"),
        ("🚀🚀", "🚀🚀"),
        ("👩🏽\u200d🚀", "👩🏽\u200d🚀"),
        ("شرکت می\u200cخواهم", "شرکت می\u200cخواهم"),
        ("\u202eDoor\u202c \x1bLtd", "Door Ltd"),
        ("?!", "?!"),
    ],
)
def test_name_is_kept_as_it_is_seen(typed: str, kept: str) -> None:
    form = InvitedForm({"venture_name": typed})
    assert form.is_valid()
    assert form.cleaned_data["venture_name"] == kept


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "\u200b\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u200f", "\u202e\u0301"],
)
def test_name_that_nobody_could_see_is_none(typed: str) -> None:
    form = InvitedForm({"venture_name": typed})
    assert form.errors_of("venture_name") == (
        "Type your startup’s name: the accelerator reads it.",
    )
    alone = StartForm({"venture_name": typed})
    assert alone.is_valid()
    assert alone.cleaned_data["venture_name"] == ""
