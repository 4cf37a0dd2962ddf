import pytest
from django.utils.translation import override

from questionnaire.results.jsontext import Flaw
from questionnaire.results.records import Finding, Verdict
from questionnaire.results.verdicts import sentence, title
from tests.conftest import LANGUAGES

VERDICTS = [
    *(Verdict(finding, "a.b") for finding in Finding if finding is not Finding.MALFORMED),
    *(Verdict(Finding.MALFORMED, "a.b", flaw, 3, 14) for flaw in Flaw),
    Verdict(Finding.MALFORMED, "", Flaw.WRONG_SHAPE),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_a_title_and_a_sentence_of_its_own(language: str) -> None:
    with override(language):
        said = [sentence(verdict) for verdict in VERDICTS]
        assert len(set(said)) == len(VERDICTS)
        assert "%(" not in "".join(said)
        assert all(title(verdict) for verdict in VERDICTS)


@pytest.mark.parametrize(
    ("verdict", "where"),
    [
        (Verdict(Finding.DIFFERENT, "outcome.total"), "at “outcome.total”"),
        (Verdict(Finding.MALFORMED, "100 %s", Flaw.WRONG_SHAPE), "at “100 %s”"),
        (Verdict(Finding.MALFORMED, "", Flaw.NOT_JSON, 3, 14), "line 3, column 14"),
    ],
)
def test_sentence_names_the_place(verdict: Verdict, where: str) -> None:
    assert where in sentence(verdict)
