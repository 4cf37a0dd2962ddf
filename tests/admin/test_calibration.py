"""The calibration in plain words."""

import pytest

from questionnaire.admin.calibration import QUESTIONS, SHOWN, row_of
from questionnaire.catalogue.assessment import Check, assess
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.files import read_content, shipped_directories
from questionnaire.scoring import calibrate


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(shipped_directories()[0])


def check(low: float, high: float, figures: dict[str, float]) -> Check:
    measured = calibrate.Check("dominant_set", figures, low, high)
    return Check("dominant_set", must=False, passed=measured.passed, figures=measured)


def test_every_check_has_its_words(content: Content) -> None:
    assert {check.key for check in assess(content).checks} == set(QUESTIONS)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [(0.25, 0.42, "from 25% to 42%"), (0.0, 0.3, "at most 30%"), (0.95, 1.0, "at least 95%")],
)
def test_bounds_are_said(content: Content, low: float, high: float, wanted: str) -> None:
    assert row_of(check(low, high, {"open": 0.3}), content).wanted == wanted


def test_figures_are_named_for_people(content: Content) -> None:
    row = row_of(check(0.2, 0.5, {"funding.open": 0.3, "funding.closed": 0.6}), content)
    assert [(figure.name, figure.is_out) for figure in row.figures] == [
        ("Funding, Open", False),
        ("Funding, Closed", True),
    ]


def test_of_many_figures_those_out_of_bounds_come_first(content: Content) -> None:
    figures = {f"Q{at}.a.open": 0.3 for at in range(20)} | {"F1.grants.open": 0.9}
    row = row_of(check(0.0, 0.65, figures), content)
    assert (len(row.figures), row.more) == (SHOWN, 15)
    assert (row.figures[0].name, row.figures[0].is_out) == ("F1, grants, Open", True)


def test_check_that_cannot_be_made_has_no_figures(content: Content) -> None:
    row = row_of(Check("reachable", must=True, passed=None), content)
    assert (row.figures, row.wanted, row.is_open) == ((), "", True)
