"""What no longer is a draft stays as it is, whatever way the ORM is asked to change it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from questionnaire.catalogue.reading import read_rows
from questionnaire.catalogue.storing import store_draft
from questionnaire.models import (
    AnswerOption,
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
from questionnaire.models.versioned import VersionedModel
from tests import factories

PARTS: list[Any] = VersionedModel.__subclasses__()
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small: Questionnaire) -> Questionnaire:  # noqa: ARG001 - written beside it
    return store_draft(factories.content(), version=99)


def rows(model: Any, questionnaire: Questionnaire) -> Any:
    """Return all rows of one kind in a version, the oldest first."""
    return model.objects.filter(**{model.owner_path: questionnaire}).order_by("pk")


def a_change(model: Any, row: Any) -> dict[str, Any]:
    """Return another value for one field of a row."""
    if model is StrategyText:
        return {"name": "Changed"}
    if model is ConditionOption:
        siblings = AnswerOption.objects.filter(question=row.condition.question)
        return {"option": siblings.exclude(pk=row.option_id)[0]}
    return {"position": 77}


def changed(model: Any, row: Any) -> Any:
    for name, value in a_change(model, row).items():
        setattr(row, name, value)
    return row


def copied(model: Any, row: Any) -> Any:
    """Return an unsaved copy of a row."""
    copy = model.objects.get(pk=row.pk)
    copy.pk = None
    return copy


WAYS: dict[str, Callable[[Any, Any, Any], object]] = {
    "save": lambda model, row, _all: changed(model, row).save(),
    "save one field": lambda model, row, _all: changed(model, row).save(
        update_fields=list(a_change(model, row))
    ),
    "delete": lambda _model, row, _all: row.delete(),
    "update": lambda model, row, all_: all_.update(**a_change(model, row)),
    "delete all": lambda _model, _row, all_: all_.delete(),
    "create": lambda model, row, _all: copied(model, row).save(),
    "bulk_create": lambda model, row, _all: model.objects.bulk_create([copied(model, row)]),
    "bulk_create over": lambda model, row, _all: model.objects.bulk_create(
        [changed(model, row)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(a_change(model, row)),
    ),
    "bulk_update": lambda model, row, _all: model.objects.bulk_update(
        [changed(model, row)], list(a_change(model, row))
    ),
    "update_or_create": lambda model, row, _all: model.objects.update_or_create(
        pk=row.pk, defaults=a_change(model, row)
    ),
}


@contextmanager
def refused(model: Any, questionnaire: Questionnaire) -> Iterator[None]:
    """Expect a refusal, and that the version's rows of this kind are afterwards as before."""

    def said() -> list[Any]:
        return list(rows(model, questionnaire).order_by("pk").values())

    before = said()
    with pytest.raises(PublishedVersionError) as caught, transaction.atomic():
        yield
    assert str(caught.value) == (
        "A published version of a questionnaire never changes: copy it to a draft instead."
    )
    assert said() == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_part_of_a_published_version_is_refused_to(
    model: Any, way: str, small: Questionnaire
) -> None:
    row = rows(model, small)[0]
    with refused(model, small):
        WAYS[way](model, row, rows(model, small))


@pytest.mark.parametrize("way", WAYS)
def test_part_of_a_retired_version_is_refused_to(way: str, small: Questionnaire) -> None:
    factories.published(title="A newer one")
    row = rows(Question, small)[0]
    with refused(Question, small):
        WAYS[way](Question, row, rows(Question, small))


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model.__name__)
def test_part_of_a_draft_can_be_changed_and_deleted(model: Any, draft: Questionnaire) -> None:
    rows(model, draft).filter(pk=rows(model, draft)[0].pk).update(
        **a_change(model, rows(model, draft)[0])
    )
    changed(model, rows(model, draft)[0]).save()
    before = rows(model, draft).count()
    rows(model, draft)[0].delete()
    assert rows(model, draft).count() < before
    rows(model, draft).delete()
    assert rows(model, draft).count() == 0


PARENTS: list[tuple[Any, str]] = [
    (QuestionSet, "questionnaire"),
    (Question, "question_set"),
    (AnswerOption, "question"),
    (Rule, "questionnaire"),
]
MOVES: dict[str, Callable[[Any, str, Any, Any], object]] = {
    "save": lambda _model, parent, row, there: moved(row, parent, there).save(),
    "update": lambda model, parent, row, there: model.objects.filter(pk=row.pk).update(
        **{parent: there}
    ),
    "update by number": lambda model, parent, row, there: model.objects.filter(pk=row.pk).update(
        **{f"{parent}_id": there.pk}
    ),
    "bulk_update": lambda model, parent, row, there: model.objects.bulk_update(
        [moved(row, parent, there)], [parent]
    ),
}


def moved(row: Any, parent: str, there: Any) -> Any:
    setattr(row, parent, there)
    return row


@pytest.mark.parametrize("way", MOVES)
@pytest.mark.parametrize(("model", "parent"), PARENTS, ids=[m.__name__ for m, _ in PARENTS])
def test_row_cannot_move_into_a_published_version(
    model: Any, parent: str, way: str, small: Questionnaire, draft: Questionnaire
) -> None:
    row = rows(model, draft).last()
    row.key = "a_key_of_its_own"
    row.save()
    with refused(model, small):
        MOVES[way](model, parent, row, getattr(rows(model, small)[0], parent))


@pytest.mark.parametrize("way", MOVES)
@pytest.mark.parametrize(("model", "parent"), PARENTS, ids=[m.__name__ for m, _ in PARENTS])
def test_row_cannot_move_out_of_a_published_version(
    model: Any, parent: str, way: str, small: Questionnaire, draft: Questionnaire
) -> None:
    row = rows(model, small).last()
    row.key = "a_key_of_its_own"
    with refused(model, small):
        MOVES[way](model, parent, row, getattr(rows(model, draft)[0], parent))


def test_row_cannot_be_added_to_a_published_parent(
    small: Questionnaire, draft: Questionnaire
) -> None:
    option = rows(AnswerOption, draft)[0]
    option.key = "d"
    option.save()
    with refused(AnswerOption, small):
        rows(Question, small)[0].options.add(option)


def test_set_cannot_be_added_to_a_published_version(
    small: Questionnaire, draft: Questionnaire
) -> None:
    part = rows(QuestionSet, draft)[0]
    part.key = "another"
    part.save()
    with refused(QuestionSet, small):
        small.sets.add(part)


def links(questionnaire: Questionnaire) -> tuple[Any, Any]:
    """Return a question that rests on two sources, and its sources."""
    question = rows(Question, questionnaire).get(key="M1")
    return question, question.sources


def test_sources_of_a_published_question_cannot_be_added_to(small: Questionnaire) -> None:
    question = rows(Question, small).get(key="M2")
    with refused(QuestionSource, small):
        question.sources.add(rows(Source, small)[0], through_defaults={"position": 9})


def test_sources_of_a_published_question_cannot_be_removed(small: Questionnaire) -> None:
    _question, sources = links(small)
    with refused(QuestionSource, small):
        sources.remove(rows(Source, small)[0])


def test_sources_of_a_published_question_cannot_be_cleared(small: Questionnaire) -> None:
    with refused(QuestionSource, small):
        links(small)[1].clear()


def test_sources_of_a_published_question_cannot_be_set(small: Questionnaire) -> None:
    with refused(QuestionSource, small):
        links(small)[1].set([rows(Source, small)[0]], through_defaults={"position": 9})


def test_questions_of_a_published_source_cannot_be_cleared(small: Questionnaire) -> None:
    with refused(QuestionSource, small):
        rows(Source, small)[0].questions.clear()


def test_options_of_a_published_condition_cannot_be_changed(small: Questionnaire) -> None:
    condition = ConditionOption.objects.filter(condition__rule__questionnaire=small)[0].condition
    with refused(ConditionOption, small):
        condition.options.set(AnswerOption.objects.filter(question=condition.question))
    with refused(ConditionOption, small):
        condition.options.clear()


def test_update_conflicts_by_position_is_refused(small: Questionnaire) -> None:
    row = rows(QuestionSource, small)[0]
    row.position = 77
    with pytest.raises((PublishedVersionError, TypeError)):
        rows(QuestionSource, small).bulk_create(*[[row], None, False, True, ["position"], ["id"]])


def test_deleting_a_draft_leaves_the_published_version_whole(
    small: Questionnaire, draft: Questionnaire
) -> None:
    before = read_rows(small)
    draft.delete()
    assert not Questionnaire.objects.filter(version=99).exists()
    assert read_rows(small) == before


def test_every_part_of_a_version_is_guarded() -> None:
    linked = {
        relation.related_model
        for model in [Questionnaire, *PARTS]
        for relation in model._meta.related_objects  # noqa: SLF001 - Django's own name
        if relation.one_to_many
    }
    answers = {model for model in linked if not issubclass(model, VersionedModel)}
    assert {model.__name__ for model in answers} == {
        "Submission",
        "Answer",
        "Correction",
        "Replay",
        "Questionnaire",
    }
