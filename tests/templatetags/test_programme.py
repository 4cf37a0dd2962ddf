import pytest
from django.utils.translation import override

from questionnaire.review.listing import MAX_COUNT
from questionnaire.templatetags.programme import bounded, minus, percent


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (MAX_COUNT, "10,000"), (MAX_COUNT + 1, "10,000+")]
)
def test_number_is_exact_up_to_the_bound(number: int, said: str) -> None:
    assert bounded(number) == said


@pytest.mark.parametrize(("language", "said"), [("en", "12%"), ("de", "12\N{NO-BREAK SPACE}%")])
def test_percent_is_written_as_the_language_does(language: str, said: str) -> None:
    with override(language):
        assert percent(12) == said


def test_negative_number_has_a_minus_sign() -> None:
    assert [minus(written) for written in ("-0,5", "0.5")] == ["\N{MINUS SIGN}0,5", "0.5"]
