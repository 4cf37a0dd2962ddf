"""A version as its founders see it, whatever a draft still lacks."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from questionnaire.admin.previews import NotShownError, Preview, preview_of
from questionnaire.models import Question, Questionnaire, StrategyText
from questionnaire.results.answers import Said
from questionnaire.scoring import Reason
from tests import factories

pytestmark = pytest.mark.django_db


def previewed(version: Questionnaire, query: str = "", language: str = "en") -> Preview:
    with override(language):
        return preview_of(version, language=language, query=QueryDict(query))


def question_of(version: Questionnaire, key: str) -> Question:
    return Question.objects.get(question_set__questionnaire=version, key=key)


def test_preview_shows_what_founders_get(small: Questionnaire) -> None:
    preview = previewed(small)
    shown = factories.in_english(small)
    assert (preview.questionnaire.sets, preview.missing) == (shown.sets, 0)
    assert preview.questionnaire.strategies == shown.strategies
    assert preview.questionnaire.rubric == shown.rubric


def test_preview_reads_answers_and_importance_from_its_address(draft: Questionnaire) -> None:
    preview = previewed(draft, "M1=a&weigh-people=0&Z9=a&K1=maybe")
    assert preview.trial.answers["M1"] == Said("a")
    assert preview.trial.importance == {"people": 0}
    assert preview.carried() == [("M1", "a"), ("weigh-people", "0")]
    assert preview.carried(without={"M1"}) == [("weigh-people", "0")]
    with override("fr"):
        address = preview.address("set", "money")
    root = f"/fr/admin/questionnaire/questionnaire/{draft.pk}/preview/"
    assert address == f"{root}sets/money/?M1=a&weigh-people=0"


def test_preview_without_answers_has_a_bare_address(draft: Questionnaire) -> None:
    root = f"/en/admin/questionnaire/questionnaire/{draft.pk}/preview/"
    assert previewed(draft).address() == root


def test_missing_text_is_marked_in_its_language_only(draft: Questionnaire) -> None:
    question = question_of(draft, "M1")
    question.set_text("text", "it", "  ")
    question.set_text("help", "it", "")
    question.save()
    # The mark is said in the language of the page, which has no translation of it to be sure of
    with override("en"):
        preview = preview_of(draft, language="it", query=QueryDict())
    shown = preview.questionnaire.questions["M1"]
    assert (shown.text, shown.help) == ("[Italian is missing here]",) * 2
    assert (shown.why, preview.missing) == ("Why M1 [it]", 2)
    assert previewed(draft).missing == 0


def test_text_that_may_stay_empty_is_not_marked(draft: Questionnaire) -> None:
    question = question_of(draft, "M1")
    for language in factories.all_words():
        question.set_text("help", language, "")
    question.save()
    preview = previewed(draft)
    assert (preview.questionnaire.questions["M1"].help, preview.missing) == ("", 0)


def test_missing_words_of_a_strategy_are_marked(draft: Questionnaire) -> None:
    text = StrategyText.objects.get(questionnaire=draft, strategy="open")
    text.set_text("headline", "en", "")
    text.save()
    strategies = previewed(draft).questionnaire.strategies.values()
    assert [strategy.headline for strategy in strategies] == [
        "[English is missing here]",
        "Be closed [en]",
        "Be hybrid [en]",
    ]


def test_preview_scores_its_answers(draft: Questionnaire) -> None:
    outcome = previewed(draft, "M1=a&M2=a&P1=a&P2=a&K1=yes").outcome()
    assert outcome is not None
    assert outcome.strategy == "open"


def test_preview_with_too_little_to_weigh_has_no_outcome(draft: Questionnaire) -> None:
    preview = previewed(draft, "weigh-people=0")
    assert (preview.outcome(), preview.obstacles) == (None, ())
    assert preview.importance_form().non_field_errors()


def test_draft_that_cannot_be_scored_says_what_is_in_the_way(draft: Questionnaire) -> None:
    question_of(draft, "M1").options.exclude(key="b").delete()
    preview = previewed(draft, "M1=b")
    assert preview.outcome() is None
    assert Reason.TOO_FEW_OPTIONS in [problem.kind for problem in preview.obstacles]
    assert preview.obstacles[0].place == "questions.M1"


def test_question_key_in_two_sets_is_refused_by_name(draft: Questionnaire) -> None:
    question = question_of(draft, "K1")
    question.key = "M1"
    question.save()
    with pytest.raises(NotShownError) as caught:
        previewed(draft)
    assert "questions.M1: This stands here twice" in str(caught.value)


def test_key_that_no_file_could_hold_is_refused_by_name(draft: Questionnaire) -> None:
    question = question_of(draft, "K1")
    question.key = "what now"
    question.save()
    with pytest.raises(NotShownError) as caught:
        previewed(draft)
    assert caught.value.sentences == [
        "The key “what now” must be made of letters A to Z, digits and underscores only."
    ]
