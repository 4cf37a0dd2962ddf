"""Filters in use, in words."""

from datetime import date

from django.contrib.auth.models import User

from questionnaire.enums import SubmissionStatus, Wording
from questionnaire.models import Cohort
from questionnaire.review.filters import Filters, Order
from questionnaire.review.queue_forms import FilterForm
from questionnaire.review.views.chips import chips_of, everything, is_narrowed


def test_each_filter_has_its_words_and_the_way_without_it(cohort: Cohort, reader: User) -> None:
    filters = Filters(
        cohort=cohort.pk,
        state=SubmissionStatus.REVIEWED,
        recommendation="none",
        wording=Wording.TIE,
        language="pt",
        assigned=reader.pk,
        unread=True,
        since=date(2026, 9, 1),
        search="door",
        order=Order.NAME,
    )
    chips = chips_of(filters, FilterForm(filters, cohorts=[cohort], people=[reader]))
    assert [chip.text for chip in chips] == [
        "Search by name: door",
        "Cohort: Autumn",
        "Recommendation: None",
        "How sure: tie",
        "Language: Portuguese",
        "Assigned to: Reader",
        "Submitted from: 1 September 2026",
        "Only what I have not read",
    ]
    rest = Filters(search="door", state=SubmissionStatus.REVIEWED)
    (chip,) = chips_of(rest, FilterForm(rest, cohorts=[], people=[]))
    assert chip.without == "/en/staff/?state=reviewed"


def test_somebody_who_has_left_is_somebody_else() -> None:
    filters = Filters(assigned=12345)
    (chip,) = chips_of(filters, FilterForm(filters, cohorts=[], people=[]))
    assert chip.text == "Assigned to: somebody else"


def test_cohort_that_is_closed_to_a_person_is_none_of_theirs() -> None:
    filters = Filters(cohort=12345)
    (chip,) = chips_of(filters, FilterForm(filters, cohorts=[], people=[]))
    assert chip.text == "Cohort: none of yours"


def test_an_order_narrows_nothing() -> None:
    assert not is_narrowed(Filters(order=Order.NAME))
    assert is_narrowed(Filters(search="door"))
    assert everything(Filters(order=Order.NAME, search="door")) == "/en/staff/?order=name"
