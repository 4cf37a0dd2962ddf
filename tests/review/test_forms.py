"""The forms of the staff's pages, where no page shows it better."""

import pytest

from questionnaire.review.forms import CommentForm, people_choices
from tests.review import factories


def test_line_breaks_count_as_one_character() -> None:
    form = CommentForm({"text": "\r\n".join(["a" * 99] * 50)})
    assert form.is_valid()
    assert len(form.cleaned_data["text"]) == 4999


@pytest.mark.django_db
def test_people_are_chosen_by_their_names() -> None:
    one = factories.user("ana")
    assert people_choices([one]) == [(str(one.pk), "Ana")]
