import pytest
from django.utils.translation import override

from questionnaire.catalogue.places import in_words, owner_of
from questionnaire.catalogue.texts import texts_of
from questionnaire.models import Questionnaire


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("", "The questionnaire as a whole"),
        ("title", "The questionnaire as a whole: title"),
        ("strategies.open.headline", "Strategy Open: headline"),
        ("sets.money", "Set money"),
        ("sets.money.intro", "Set money: introduction"),
        ("sets.money.advice.go_open", "Set money: next step “go_open”"),
        ("questions.M1.text", "Question M1: question"),
        ("questions.M1.help", "Question M1: hint"),
        ("questions.M1.options.a", "Question M1: answer “a”"),
        ("questions.M1.options.a.text", "Question M1: answer “a”"),
        ("questions.M1.options.a.reason", "Question M1: answer “a”, reason"),
        ("vetoes.no_rights", "Veto no_rights"),
        ("tensions.odd", "Tension odd"),
        ("sources.paper", "Source paper"),
    ],
)
def test_place_is_said_in_words(place: str, said: str) -> None:
    assert in_words(place) == said


@pytest.mark.parametrize("place", ["nowhere", "what.ever", "questions.M1.options", "..", "sets."])
def test_place_that_cannot_be_is_said_somehow(place: str) -> None:
    assert in_words(place) != ""


def test_place_is_said_in_the_language_of_the_reader() -> None:
    with override("de"):
        assert "Offen" in in_words("strategies.open.name")


def test_owner_is_what_has_a_page() -> None:
    places = ("title", "questions.M1.options.a.text", "sets.money.advice.go", "vetoes.V1")
    assert [owner_of(place) for place in places] == ["", "questions.M1", "sets.money", "vetoes.V1"]


@pytest.mark.django_db
def test_each_text_has_words_of_its_own(shipped: Questionnaire) -> None:
    said = [in_words(text.place) for text in texts_of(shipped)]
    assert len(set(said)) == len(said)
