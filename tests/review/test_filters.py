from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.review.access import SHOWN
from questionnaire.review.filters import ME, NO_STRATEGY, NOBODY, Filters, Order

FILTERS = st.builds(
    Filters,
    cohort=st.none() | st.integers(1, 10**17),
    state=st.none() | st.sampled_from(SHOWN),
    recommendation=st.sampled_from(["", *Strategy.values, NO_STRATEGY]),
    wording=st.none() | st.sampled_from(Wording),
    language=st.sampled_from(["", "de", "pt"]),
    assigned=st.sampled_from(["", ME, NOBODY, 7]),
    unread=st.booleans(),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    search=st.text(max_size=120).map(lambda text: text.replace("\0", "").strip()),
    order=st.sampled_from(Order),
)


@given(FILTERS)
def test_filters_are_read_as_they_were_written(filters: Filters) -> None:
    said = dict(parse_qsl(filters.query(), keep_blank_values=True))
    assert Filters.read(said) == Filters.read(filters.as_texts()) == filters


@given(st.dictionaries(st.sampled_from(list(Filters.__dataclass_fields__)), st.text(max_size=30)))
def test_nonsense_is_never_refused(said: dict[str, str]) -> None:
    filters = Filters.read(said)
    assert Filters.read(filters.as_texts()) == filters


def test_nothing_asks_for_nothing() -> None:
    assert Filters.read({}) == Filters()
    assert Filters().query() == ""


@pytest.mark.parametrize(
    "said",
    [
        {"cohort": "x"},
        {"cohort": "9" * 30},
        {"state": "draft"},
        {"state": "withdrawn"},
        {"recommendation": "ajar"},
        {"wording": "sure"},
        {"language": "xx"},
        {"assigned": "²"},
        {"since": "yesterday"},
        {"until": "2026-13-01"},
        {"order": "certainty"},
        {"unread": "0"},
    ],
)
def test_nonsense_is_ignored(said: dict[str, str]) -> None:
    assert Filters.read(said) == Filters()


def test_address_with_a_change_keeps_the_rest() -> None:
    filters = Filters(cohort=3, since=date(2026, 9, 1), search="Ünion & Co")
    changed = Filters.read(dict(parse_qsl(filters.query(state=SubmissionStatus.REVIEWED))))
    assert changed == Filters(
        cohort=3, since=date(2026, 9, 1), search="Ünion & Co", state=SubmissionStatus.REVIEWED
    )


def test_only_two_filters_ask_what_the_machine_said() -> None:
    assert Filters(recommendation="open").asks_for_machine
    assert Filters(wording=Wording.CLEAR).asks_for_machine
    assert not Filters(cohort=1, search="open", unread=True).asks_for_machine
