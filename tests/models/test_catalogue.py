"""What the database refuses to keep, by the name of each rule."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from questionnaire.catalogue.storing import store_draft
from questionnaire.models import (
    Advice,
    AdviceSource,
    Answer,
    AnswerOption,
    Condition,
    ConditionOption,
    PublishedVersionError,
    Question,
    Questionnaire,
    QuestionSet,
    QuestionSource,
    Rule,
    Source,
    StrategyText,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Questionnaire:
    return store_draft(factories.content(), version=99)


def of(model: Any, draft: Questionnaire) -> Any:
    """Return the first row of one kind in a draft."""
    return model.objects.filter(**{model.owner_path: draft}).order_by("pk").first()


def copied(model: Any, draft: Questionnaire) -> Any:
    copy = of(model, draft)
    copy.pk = None
    return copy


def refused_by(constraint: str, save: Any) -> bool:
    """Return whether the database refuses, and names this constraint or its columns."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        save()
    said = str(caught.value)
    if "UNIQUE constraint failed" in said:  # SQLite names the columns, not the rule
        return all(column in said for column in columns_of(constraint))
    return constraint in said


def columns_of(constraint: str) -> list[str]:
    for model in [Questionnaire, *PARTS]:
        for rule in model._meta.constraints:  # noqa: SLF001 - Django's own name
            if rule.name == constraint and isinstance(rule, models.UniqueConstraint):
                return [model._meta.get_field(name).column for name in rule.fields]  # noqa: SLF001
    raise KeyError(constraint)


UNIQUE: dict[str, Any] = {
    "one_text_per_strategy": StrategyText,
    "source_key_unique": Source,
    "set_key_unique": QuestionSet,
    "question_key_unique": Question,
    "source_once_per_question": QuestionSource,
    "option_key_unique": AnswerOption,
    "advice_key_unique": Advice,
    "source_once_per_advice": AdviceSource,
    "rule_key_unique": Rule,
    "question_once_per_rule": Condition,
    "option_once_per_condition": ConditionOption,
}
PARTS = list(UNIQUE.values())
CHECKS: list[tuple[str, Any, dict[str, Any]]] = [
    ("text_of_known_strategy", StrategyText, {"strategy": "ajar"}),
    ("known_set_kind", QuestionSet, {"kind": "other"}),
    ("fits_from_0_to_4_all_or_none", AnswerOption, {"fit_open": 5}),
    ("fits_from_0_to_4_all_or_none", AnswerOption, {"fit_hybrid": None}),
    ("advice_for_known_strategy", Advice, {"strategy": ""}),
    ("a_veto_rules_out_a_strategy_a_tension_none", Rule, {"rules_out": ""}),
    ("a_veto_rules_out_a_strategy_a_tension_none", Rule, {"kind": "tension"}),
    ("a_veto_rules_out_a_strategy_a_tension_none", Rule, {"kind": "other", "rules_out": ""}),
]


@pytest.mark.parametrize("constraint", UNIQUE)
def test_second_of_a_kind_is_refused(constraint: str, draft: Questionnaire) -> None:
    assert refused_by(constraint, copied(UNIQUE[constraint], draft).save)


@pytest.mark.parametrize(("constraint", "model", "values"), CHECKS)
def test_value_out_of_bounds_is_refused(
    constraint: str, model: Any, values: dict[str, Any], draft: Questionnaire
) -> None:
    row = of(model, draft)
    for name, value in values.items():
        setattr(row, name, value)
    assert refused_by(constraint, row.save)


def test_option_of_a_fact_has_no_fits(draft: Questionnaire) -> None:
    option = of(AnswerOption, draft)
    option.fit_open = option.fit_closed = option.fit_hybrid = None
    option.save()
    option.refresh_from_db()
    assert [option.fit_open, option.fit_closed, option.fit_hybrid] == [None, None, None]


def test_version_twice_is_refused(small: Questionnaire) -> None:
    twin = Questionnaire(key=small.key, version=small.version)
    assert refused_by("one_row_per_version", twin.save)


def test_second_published_version_of_a_key_is_refused(
    small: Questionnaire, draft: Questionnaire
) -> None:
    draft.status = "published"
    draft.published_at = timezone.now()
    draft.structure_digest = draft.text_digest = "0" * 64
    assert refused_by("at_most_one_published_version_per_key", draft.save)
    assert Questionnaire.objects.published().get(key=small.key) == small


@pytest.mark.parametrize("missing", ["published_at", "structure_digest", "text_digest"])
def test_published_version_without_date_or_digest_is_refused(missing: str) -> None:
    values = {"published_at": timezone.now(), "structure_digest": "0", "text_digest": "0"}
    values[missing] = None if missing == "published_at" else ""
    version = Questionnaire(key="other", version=1, status="published", **values)
    assert refused_by("published_versions_have_date_and_digests", version.save)


def test_unknown_status_is_refused() -> None:
    version = Questionnaire(key="other", version=1, status="lost", published_at=timezone.now())
    version.structure_digest = version.text_digest = "0"
    assert refused_by("known_status", version.save)


def with_(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def rows_like(row: Questionnaire) -> Any:
    return Questionnaire.objects.filter(pk=row.pk)


WAYS: dict[str, Any] = {
    "save": lambda row: with_(row, title="Changed").save(),
    "save as a draft": lambda row: with_(row, status="draft").save(),
    "delete": lambda row: row.delete(),
    "update": lambda row: rows_like(row).update(title_en="Changed"),
    "update status": lambda row: rows_like(row).update(status="draft"),
    "delete all": lambda row: rows_like(row).delete(),
    "bulk_update": lambda row: Questionnaire.objects.bulk_update(
        [with_(row, key="changed")], ["key"]
    ),
    "bulk_create over": lambda row: Questionnaire.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["key"]
    ),
    "update_or_create": lambda row: Questionnaire.objects.update_or_create(
        pk=row.pk, defaults={"title": "Changed"}
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", ["published", "retired"])
def test_version_that_is_no_draft_is_refused_to(
    way: str, status: str, small: Questionnaire
) -> None:
    if status == "retired":
        factories.published(title="A newer one")
        small.refresh_from_db()
    before = Questionnaire.objects.values().get(pk=small.pk)
    with pytest.raises(PublishedVersionError), transaction.atomic():
        WAYS[way](small)
    assert (before["status"], Questionnaire.objects.values().get(pk=small.pk)) == (status, before)


def test_retiring_a_version_changes_nothing_else(small: Questionnaire) -> None:
    small.status = "retired"
    small.title = "Changed"
    small.save()
    small.refresh_from_db()
    assert (small.status, small.title) == ("retired", "Title [en]")


def test_status_of_a_draft_cannot_be_updated_in_bulk(draft: Questionnaire) -> None:
    with pytest.raises(PublishedVersionError):
        Questionnaire.objects.filter(pk=draft.pk).update(status="published")


def test_draft_can_be_changed_and_deleted(draft: Questionnaire) -> None:
    draft.title = "Changed"
    draft.save()
    Questionnaire.objects.filter(pk=draft.pk).update(summary="Changed")
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Changed", "Changed")
    draft.delete()
    assert not QuestionSet.objects.filter(questionnaire_id=draft.pk).exists()


def answered_draft(draft: Questionnaire) -> Answer:
    """Return an answer to a draft, as a preview would leave it."""
    submission, _token = factories.started(draft)
    option = of(AnswerOption, draft)
    return Answer.objects.create(submission=submission, question=option.question, option=option)


LOSSES: dict[str, Any] = {
    "option": lambda answer: answer.option.delete(),
    "options": lambda answer: answer.question.options.all().delete(),
    "question": lambda answer: answer.question.delete(),
    "set": lambda answer: answer.question.question_set.delete(),
    "questionnaire": lambda answer: answer.submission.questionnaire.delete(),
}


@pytest.mark.parametrize("what", LOSSES)
def test_answered_part_of_a_draft_is_protected(what: str, draft: Questionnaire) -> None:
    answer = answered_draft(draft)
    with pytest.raises(ProtectedError), transaction.atomic():
        LOSSES[what](answer)
    assert Answer.objects.get().option == of(AnswerOption, draft)


def test_names_of_rows_are_their_keys(draft: Questionnaire) -> None:
    assert str(draft) == "small 99"
    assert [str(part) for part in draft.sets.all()] == ["money", "people", "facts"]
    assert str(of(StrategyText, draft)) == "open: open [en]"
    assert [str(of(model, draft)) for model in (Question, AnswerOption, Source, Advice, Rule)] == [
        "M1",
        "a",
        "paper",
        "go_open",
        "no_rights",
    ]
