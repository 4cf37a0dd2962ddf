"""Places lead to the page where they are edited."""

import pytest

from questionnaire.admin.places import Places
from questionnaire.models import Question, Questionnaire


@pytest.mark.parametrize(
    ("place", "model"),
    [
        ("title", "questionnaire"),
        ("strategies.open.name", "questionnaire"),
        ("source_language", "questionnaire"),
        ("sets.money.swing", "questionset"),
        ("sets.money.advice.go_open", "questionset"),
        ("questions.M1.options.a.text", "question"),
        ("vetoes.no_rights", "rule"),
        ("tensions.odd", "rule"),
        ("sources.paper", "source"),
        ("questions.gone.text", "questionnaire"),
        ("", "questionnaire"),
    ],
)
def test_place_leads_to_the_page_of_its_part(small: Questionnaire, place: str, model: str) -> None:
    assert Places(small).url(place).split("/")[4] == model


def test_language_is_handed_on(small: Questionnaire) -> None:
    question = Question.objects.get(question_set__questionnaire=small, key="M1")
    assert Places(small).url("questions.M1.text", "it") == (
        f"/en/admin/questionnaire/question/{question.pk}/change/?language=it"
    )
