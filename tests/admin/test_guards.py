"""No path changes a published version or an answered option: not the admin, nor the loader,
a cascade or a table between two models. (tests/models/test_versioned.py asks the ORM.)
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from questionnaire.admin.tracking import PARTS
from questionnaire.catalogue.drafts import copy_to_draft
from questionnaire.catalogue.services import load
from questionnaire.enums import QuestionnaireStatus
from questionnaire.models import (
    Answer,
    AnswerOption,
    Condition,
    ConditionOption,
    PublishedVersionError,
    Question,
    Questionnaire,
    QuestionSource,
    Rule,
    Submission,
)
from tests import factories

pytestmark = pytest.mark.django_db
MODELS: tuple[Any, ...] = (Questionnaire, *PARTS)
EDITED = ("questionnaire", "questionset", "question", "rule", "source")


def rows(model: Any, questionnaire: Questionnaire) -> Any:
    if model is Questionnaire:
        return Questionnaire.objects.filter(pk=questionnaire.pk)
    return model.objects.filter(**{model.owner_path: questionnaire}).order_by("pk")


def stored(questionnaire: Questionnaire) -> dict[str, list[dict[str, Any]]]:
    """Return every column of every row of a version."""
    return {model.__name__: list(rows(model, questionnaire).values()) for model in MODELS}


@pytest.fixture
def answered(small: Questionnaire) -> Submission:
    """A submission whose answers keep the published version from going."""
    return factories.submitted(small, factories.ALL_OPEN)[0]


@pytest.fixture
def frozen_version(small: Questionnaire, answered: Submission) -> Questionnaire:  # noqa: ARG001 - answers it
    small.refresh_from_db()
    return small


def model_of(name: str) -> Any:
    return next(m for m in MODELS if m._meta.model_name == name)  # noqa: SLF001 - Django's own name


def fields_of(page: Any) -> dict[str, Any]:
    """Return all that a form holds and all that a stranger might add to it."""
    form = page.context["adminform"].form
    row = form.instance
    columns = {f.name: f.value_from_object(row) for f in row._meta.concrete_fields}  # noqa: SLF001 - Django's own name
    data = {name: "" if value is None else value for name, value in columns.items()}
    for inline in page.context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1}
        first = inline.formset.get_queryset().first()
        if first is not None:
            data |= {
                f"{prefix}-0-{f.name}": f.value_from_object(first) or ""
                for f in first._meta.concrete_fields  # noqa: SLF001 - Django's own name
            }
            data |= {f"{prefix}-0-position": 77, f"{prefix}-0-DELETE": "on"}
    return data


@pytest.mark.parametrize("name", EDITED)
@pytest.mark.parametrize("who", ["publisher", "admin_client"])
def test_admins_form_cannot_change_a_published_version(
    request: pytest.FixtureRequest, who: str, name: str, frozen_version: Questionnaire
) -> None:
    client: Client = request.getfixturevalue(who)
    row = rows(model_of(name), frozen_version).first()
    path = reverse(f"admin:questionnaire_{name}_change", args=[row.pk])
    before = stored(frozen_version)
    data = fields_of(client.get(path))
    for text in ("title", "name", "text", "message"):
        data |= {f"{text}_en": "Changed", f"{text}_de": "Geändert"}
    response = client.post(path, {**data, "key": "changed", "_save": "1"})
    assert response.status_code in {403, 409}
    assert stored(frozen_version) == before


@pytest.mark.parametrize("name", EDITED)
def test_admin_cannot_delete_from_a_published_version(
    admin_client: Client, name: str, frozen_version: Questionnaire
) -> None:
    row = rows(model_of(name), frozen_version).first()
    before = stored(frozen_version)
    path = reverse(f"admin:questionnaire_{name}_delete", args=[row.pk])
    assert admin_client.post(path, {"post": "yes"}).status_code in {403, 409}
    assert stored(frozen_version) == before


@pytest.mark.parametrize("name", EDITED)
def test_admins_list_has_no_action_that_deletes_from_a_published_version(
    admin_client: Client, name: str, frozen_version: Questionnaire
) -> None:
    row = rows(model_of(name), frozen_version).first()
    before = stored(frozen_version)
    path = reverse(f"admin:questionnaire_{name}_changelist")
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    assert admin_client.post(path, data).status_code in {200, 302, 403}
    assert stored(frozen_version) == before


@pytest.mark.parametrize("name", EDITED)
def test_dragging_in_a_list_cannot_change_a_published_version(
    admin_client: Client, name: str, frozen_version: Questionnaire
) -> None:
    row = rows(model_of(name), frozen_version).first()
    before = stored(frozen_version)
    try:
        path = reverse(f"admin:questionnaire_{name}_sortable_update")
    except NoReverseMatch:
        path = reverse(f"admin:questionnaire_{name}_changelist") + "adminsortable2_update/"
    response = admin_client.post(
        path, {"updatedItems": [[row.pk, 77]]}, content_type="application/json"
    )
    assert response.status_code != 200
    assert stored(frozen_version) == before


@pytest.mark.parametrize("parent", ["questionnaire", "question_set"])
def test_admin_cannot_add_to_a_published_version(
    admin_client: Client, parent: str, frozen_version: Questionnaire
) -> None:
    name, above = {
        "questionnaire": ("rule", frozen_version),
        "question_set": ("question", frozen_version.sets.all()[0]),
    }[parent]
    before = stored(frozen_version)
    path = f"{reverse(f'admin:questionnaire_{name}_add')}?{parent}={above.pk}"
    data = {"key": "new", "kind": "tension", parent: above.pk, "text_en": "New?"}
    assert admin_client.post(path, data).status_code in {403, 409}
    assert stored(frozen_version) == before


def test_draft_cannot_take_rows_out_of_a_published_version(
    admin_client: Client, frozen_version: Questionnaire
) -> None:
    draft = copy_to_draft(frozen_version)
    own = draft.sets.all()[0].questions.all()[0]
    strange = rows(AnswerOption, frozen_version)[0]
    path = reverse("admin:questionnaire_question_change", args=[own.pk])
    before = stored(frozen_version)
    data = {
        "key": own.key,
        "options-TOTAL_FORMS": 1,
        "options-INITIAL_FORMS": 1,
        "options-0-id": strange.pk,
        "options-0-question": own.pk,
        "options-0-key": "stolen",
        "options-0-position": 0,
    }
    admin_client.post(path, data)
    assert stored(frozen_version) == before


A_CHANGE: dict[str, Any] = {"title_en": "x"}
WAYS: dict[str, Callable[[Questionnaire], object]] = {
    "delete": lambda version: version.delete(),
    "delete in bulk": lambda version: Questionnaire.objects.filter(pk=version.pk).delete(),
    "delete all": lambda _version: Questionnaire.objects.all().delete(),
    "update": lambda version: Questionnaire.objects.filter(pk=version.pk).update(**A_CHANGE),
    "update the status": lambda version: Questionnaire.objects.filter(pk=version.pk).update(
        status="draft"
    ),
    "bulk_update": lambda version: Questionnaire.objects.bulk_update([titled(version)], ["title"]),
    "back to a draft": lambda version: with_status(version, "draft").save(),
    "bulk_create over it": lambda version: Questionnaire.objects.bulk_create(
        [titled(version)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["title_en"],
    ),
    "update_or_create": lambda version: Questionnaire.objects.update_or_create(
        pk=version.pk, defaults={"status": "draft"}
    ),
    "delete through the base manager": lambda version: Questionnaire._base_manager.filter(  # noqa: SLF001 - Django's own name
        pk=version.pk
    ).delete(),
    "update through the base manager": lambda version: Questionnaire._base_manager.filter(  # noqa: SLF001 - Django's own name
        pk=version.pk
    ).update(**A_CHANGE),
    "update of the copies": lambda version: version.copies.model.objects.filter(
        pk=version.pk
    ).update(key="x"),
}


def titled(version: Questionnaire) -> Questionnaire:
    version.set_text("title", "en", "Changed")
    return version


def with_status(version: Questionnaire, status: str) -> Questionnaire:
    version.status = QuestionnaireStatus(status)
    return version


@pytest.mark.parametrize("way", WAYS)
def test_version_itself_is_refused_to(way: str, frozen_version: Questionnaire) -> None:
    before = stored(frozen_version)
    with pytest.raises((PublishedVersionError, ProtectedError)), transaction.atomic():
        WAYS[way](Questionnaire.objects.get(pk=frozen_version.pk))
    assert stored(frozen_version) == before


def test_saving_a_changed_published_version_writes_none_of_its_words(
    frozen_version: Questionnaire,
) -> None:
    before = stored(frozen_version)
    version = with_status(titled(Questionnaire.objects.get(pk=frozen_version.pk)), "retired")
    version.key = "other"
    version.save()
    after = stored(frozen_version)
    assert after.pop("Questionnaire")[0] == {**before.pop("Questionnaire")[0], "status": "retired"}
    assert after == before


THROUGH: dict[str, Callable[[Questionnaire], object]] = {
    "sources of a question": lambda version: question(version).sources.clear(),
    "questions of a source": lambda version: version.sources.all()[0].questions.clear(),
    "advice of a source": lambda version: version.sources.all()[0].advice.set([]),
    "options of a condition": lambda version: condition(version).options.set([]),
    "conditions of an option": lambda version: option(version).conditions.clear(),
    "rows between question and source": lambda version: rows(QuestionSource, version).delete(),
    "rows between condition and option": lambda version: ConditionOption._base_manager.filter(  # noqa: SLF001 - Django's own name
        condition__rule__questionnaire=version
    ).delete(),
    "conditions of a question": lambda version: question(version).conditions.all().delete(),
    "questions of a set": lambda version: version.sets.all()[0].questions.all().delete(),
    "questions of a set, moved": lambda version: version.sets.all()[0].questions.set(
        [version.sets.all()[1].questions.all()[0]]
    ),
    "options of a question": lambda version: question(version).options.update(position=9),
    "rules of a version": lambda version: version.rules.all().delete(),
    "an option added by its question": lambda version: question(version).options.create(key="z"),
    "a rule got or made": lambda version: version.rules.get_or_create(key="z", kind="tension"),
    "a condition made for a published rule": lambda version: Condition.objects.create(
        rule=rows(Rule, version)[0], question=question(version, "M2"), position=9
    ),
}


def question(version: Questionnaire, key: str = "M1") -> Question:
    found: Question = rows(Question, version).get(key=key)
    return found


def option(version: Questionnaire) -> AnswerOption:
    found: AnswerOption = question(version).options.get(key="a")
    return found


def condition(version: Questionnaire) -> Condition:
    found: Condition = rows(Condition, version).filter(question__key="M1")[0]
    return found


@pytest.mark.parametrize("way", THROUGH)
def test_what_lies_between_rows_is_refused_to(way: str, frozen_version: Questionnaire) -> None:
    before = stored(frozen_version)
    with pytest.raises(PublishedVersionError), transaction.atomic():
        THROUGH[way](frozen_version)
    assert stored(frozen_version) == before


def test_draft_cannot_point_into_a_published_version(frozen_version: Questionnaire) -> None:
    draft = copy_to_draft(frozen_version)
    before = stored(frozen_version)
    link = rows(ConditionOption, draft)[0]
    link.option = option(frozen_version)
    link.save()
    draft.delete()
    assert stored(frozen_version) == before


def test_loader_leaves_a_published_version_as_it_is(frozen_version: Questionnaire) -> None:
    before = stored(frozen_version)
    said = factories.all_words()
    said["en"]["questions"]["M1"]["options"]["a"]["text"] = "Changed"
    version, is_new = load(factories.content(changed_words=said))
    assert (is_new, version.version) == (True, frozen_version.version + 1)
    after = stored(frozen_version)
    life = {"status": "retired", "retired_at": after["Questionnaire"][0]["retired_at"]}
    before["Questionnaire"][0] |= life
    assert after == before


def delete_in_sql(chosen: AnswerOption) -> None:
    """Delete an option past Django, with what else points at it."""
    with connection.cursor() as cursor:
        for table, column in (
            ("questionnaire_conditionoption", "option_id"),
            ("questionnaire_answeroption", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [chosen.pk])  # noqa: S608 - constants
    connection.check_constraints()


def test_database_itself_keeps_an_answered_option(
    answered: Submission, frozen_version: Questionnaire
) -> None:
    chosen = option(frozen_version)
    assert Answer.objects.filter(submission=answered, option=chosen).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_in_sql(chosen)
    assert AnswerOption.objects.filter(pk=chosen.pk).exists()
