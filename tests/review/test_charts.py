from questionnaire.results.charts import Span
from questionnaire.review.agreement import Agreement, agreement_of
from questionnaire.review.charts import (
    Bar,
    Chart,
    Interval,
    counts_chart,
    division_bar,
    gap_span,
    kappa_interval,
    steps_chart,
)
from questionnaire.review.suppression import Counts, hide_small

LABELS = {"open": "Open", "closed": "Closed"}


def test_counts_become_shares_in_the_order_of_the_labels() -> None:
    chart = counts_chart(hide_small({"closed": 15, "open": 5}), LABELS)
    assert chart == Chart(
        (
            Bar("open", "Open", 5, 25, Span("0.0", "25.0")),
            Bar("closed", "Closed", 15, 75, Span("0.0", "75.0")),
        ),
        20,
        hidden=False,
    )


def test_hidden_number_has_nothing_to_draw() -> None:
    chart = counts_chart(hide_small({"open": 2, "closed": 7}), LABELS)
    assert chart.hidden
    assert chart.bars[0] == Bar("open", "Open", None, None, None)


def test_chart_of_nobody_is_empty_and_hides_nothing() -> None:
    chart = counts_chart(hide_small({"open": 0, "closed": 0}), LABELS)
    assert (chart.is_empty, chart.hidden) == (True, False)
    assert [bar.number for bar in chart.bars] == [0, 0]


def test_chart_of_too_few_is_not_empty() -> None:
    chart = counts_chart(Counts({"open": None, "closed": None}, None), LABELS)
    assert (chart.is_empty, chart.hidden) == (False, True)


def test_steps_are_measured_by_the_longest() -> None:
    chart = steps_chart([("a", "A", 50), ("b", "B", 100), ("c", "C", 0)])
    assert [bar.span for bar in chart.bars] == [
        Span("0.0", "50.0"),
        Span("0.0", "100.0"),
        Span("0.0", "0.0"),
    ]


def test_steps_of_nobody_have_no_length() -> None:
    (bar,) = steps_chart([("a", "A", 0)]).bars
    assert bar.span == Span("0.0", "0.0")


def test_division_is_a_share_and_hidden_without_one() -> None:
    assert division_bar("m", "Money", 0.304) == Bar("m", "Money", None, 30, Span("0.0", "30.4"))
    assert division_bar("m", "Money", None) == Bar("m", "Money", None, None, None)


def test_kappa_lies_in_its_interval() -> None:
    agreement = Agreement(pairs=50, agreed=35, kappa=0.4, standard_error=0.1)
    interval = kappa_interval(agreement)
    assert interval == Interval(at="40.0", start="20.4", length="39.2")


def test_kappa_without_an_interval_is_a_point() -> None:
    whole = agreement_of([{("open", "open"): 5, ("closed", "closed"): 5}])
    assert kappa_interval(whole) == Interval(at="100.0", start="100.0", length="0.0")


def test_no_kappa_is_not_drawn() -> None:
    assert kappa_interval(agreement_of([{("open", "open"): 5}])) is None


def test_gap_is_drawn_to_its_side() -> None:
    assert gap_span(-1.0) == Span("-25.0", "25.0")
    assert gap_span(2.0) == Span("0.0", "50.0")
    assert gap_span(None) is None
