"""The forms of the queue, where no page shows it better."""

import pytest
from django.http import QueryDict

from questionnaire.review.filters import Filters
from questionnaire.review.queue_forms import BalanceForm, FilterForm, ManyForm
from tests.review import factories


def test_ticked_numbers_are_kept_and_nonsense_is_refused() -> None:
    form = ManyForm(QueryDict("submissions=3&submissions=4"))
    assert form.is_valid()
    assert form.cleaned_data["submissions"] == [3, 4]
    assert not ManyForm(QueryDict("submissions=x")).is_valid()


def test_filters_of_one_name_stand_behind_the_disclosure() -> None:
    form = FilterForm(Filters(), cohorts=[], people=[])
    assert [field.name for field in form.more()] == [
        "cohort",
        "recommendation",
        "wording",
        "language",
        "assigned",
        "since",
        "until",
        "unread",
    ]


@pytest.mark.django_db
def test_whom_to_assign_to_comes_back_as_people() -> None:
    one = factories.user("ana")
    form = BalanceForm({"each": "2", "reviewers": [str(one.pk)]}, people=[one])
    assert form.is_valid()
    assert form.cleaned_data == {"each": 2, "reviewers": [one]}
