"""The forms of the staff's pages, where no page shows it better."""

import pytest

from questionnaire.review.forms import CommentForm, people_choices
from tests.review import factories


def test_line_breaks_count_as_one_character() -> None:
    form = CommentForm({"text": "\r\n".join(["a" * 99] * 50)})
    assert form.is_valid()
    assert len(form.cleaned_data["text"]) == 4999


def test_text_that_is_too_long_is_refused_and_not_cut_off() -> None:
    form = CommentForm({"text": "😀" * 5001})
    assert "maxlength" not in str(form["text"])
    assert form.errors == {"text": ["This has 5001 characters, and 5000 fit. Shorten it."]}


@pytest.mark.django_db
def test_people_are_chosen_by_their_names() -> None:
    one = factories.user("ana")
    assert people_choices([one]) == [(str(one.pk), "Ana")]
