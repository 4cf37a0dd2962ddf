"""Rules are built by choosing questions and their answers."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from questionnaire.admin.rules import sentence, with_answers
from questionnaire.catalogue.reading import read_rows
from questionnaire.models import AnswerOption, Condition, Question, Questionnaire, Rule
from tests.conftest import Queries

pytestmark = pytest.mark.django_db
LANGUAGES = ("es", "en", "fr", "de", "it", "pt")


def rule_of(questionnaire: Questionnaire, key: str = "no_secret") -> Rule:
    return Rule.objects.select_related("questionnaire").get(questionnaire=questionnaire, key=key)


def question(questionnaire: Questionnaire, key: str) -> Question:
    return Question.objects.get(question_set__questionnaire=questionnaire, key=key)


def answers(asked: Question, *keys: str) -> list[int]:
    return [AnswerOption.objects.get(question=asked, key=key).pk for key in keys]


def change(rule: Rule) -> str:
    return reverse("admin:questionnaire_rule_change", args=[rule.pk])


def add(questionnaire: Questionnaire) -> str:
    return f"{reverse('admin:questionnaire_rule_add')}?questionnaire={questionnaire.pk}"


def conditions(*rows: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    """Return conditions as the form posts them; the first are stored ones."""
    data = {"conditions-TOTAL_FORMS": len(rows), "conditions-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        given = {"position": number, **row}
        data |= {f"conditions-{number}-{name}": value for name, value in given.items()}
    return data


def posted(rule: Rule | None = None, **changed: Any) -> dict[str, Any]:
    """Return a rule as its form posts it, with its conditions as they are stored."""
    data: dict[str, Any] = {"key": "new", "kind": "veto", "rules_out": "open"}
    stored: list[dict[str, Any]] = []
    if rule is not None:
        data = {"key": rule.key, "kind": rule.kind, "rules_out": rule.rules_out}
        data |= {f"message_{code}": rule.say("message", code) for code in LANGUAGES}
        stored = [
            {
                "id": condition.pk,
                "rule": rule.pk,
                "question": condition.question_id,
                "any_of": [option.pk for option in condition.options.all()],
            }
            for condition in rule.conditions.all()
        ]
    return {**data, **conditions(*stored, stored=len(stored)), **changed}


def said(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the vetoes and tensions of a version, by key."""
    structure = read_rows(questionnaire)[0].structure
    rules: list[Any] = [*structure.vetoes, *structure.tensions]
    return {rule.key: rule.model_dump() for rule in rules}


def test_page_offers_the_questions_by_set_and_the_answers_by_question(
    editor: Client, draft: Questionnaire
) -> None:
    page = editor.get(change(rule_of(draft))).content.decode()
    assert '<optgroup label="Set money [en]">' in page
    assert "M1 · Question M1? [en]" in page
    option = AnswerOption.objects.get(question=question(draft, "M1"), key="a")
    assert f'value="{option.pk}"' in page
    assert f'data-question="{option.question_id}"' in page
    assert "M1 is a [en]" in page


def test_veto_is_added_with_its_conditions(editor: Client, draft: Questionnaire) -> None:
    money, people = question(draft, "M1"), question(draft, "P1")
    rows = conditions(
        {"question": people.pk, "any_of": answers(people, "a"), "position": 1},
        {"question": money.pk, "any_of": answers(money, "b", "c"), "position": 0},
    )
    response = editor.post(add(draft), posted(message_en="Careful", **rows))
    assert response.status_code == 302
    assert said(draft)["new"] == {
        "key": "new",
        "rules_out": "open",
        "when_all": (
            {"question": "M1", "any_of": ("b", "c")},
            {"question": "P1", "any_of": ("a",)},
        ),
    }
    rule = rule_of(draft, "new")
    assert (rule.say("message", "en"), rule.position) == ("Careful", 3)


def test_conditions_change_places(editor: Client, draft: Questionnaire) -> None:
    rule = next(one for one in draft.rules.all() if one.conditions.count() > 1)
    before = [condition.pk for condition in rule.conditions.all()]
    data = posted(rule)
    count = len(before)
    data |= {f"conditions-{at}-position": count - 1 - at for at in range(count)}
    assert editor.post(change(rule), data).status_code == 302
    assert [condition.pk for condition in rule_of(draft, rule.key).conditions.all()] == before[::-1]


def test_answers_of_a_condition_are_exchanged_one_by_one(
    editor: Client, draft: Questionnaire
) -> None:
    rule = rule_of(draft)
    money = question(draft, "M1")
    before = LogEntry.objects.count()
    data = posted(rule, **{"conditions-0-any_of": answers(money, "b", "c")})
    assert editor.post(change(rule), data).status_code == 302
    assert said(draft)["no_secret"]["when_all"][0] == {"question": "M1", "any_of": ("b", "c")}
    kept = LogEntry.objects.order_by("pk")[before:]
    assert sorted(entry.action for entry in kept) == [
        LogEntry.Action.CREATE,
        LogEntry.Action.CREATE,
        LogEntry.Action.DELETE,
    ]


def test_question_that_somebody_asks_for_since_stands_in_one_condition(
    editor: Client, draft: Questionnaire
) -> None:
    rule, people = rule_of(draft), question(draft, "P1")
    rows = [*rule.conditions.all(), Condition(question=people)]
    sent = conditions(
        *(
            {"id": row.pk or "", "question": row.question_id, "any_of": answers(row.question, "b")}
            for row in rows
        ),
        stored=len(rows) - 1,
    )
    Condition.objects.create(rule=rule, question=people, position=2)
    response = editor.post(change(rule), posted(rule) | sent)
    assert response.status_code == 200
    assert "Put all answers to one question into one condition." in response.text
    assert rule.conditions.count() == 3


def test_condition_is_taken_away(editor: Client, draft: Questionnaire) -> None:
    rule = rule_of(draft)
    data = posted(rule, **{"conditions-0-DELETE": "on"})
    assert editor.post(change(rule), data).status_code == 302
    assert said(draft)["no_secret"]["when_all"] == ({"question": "M2", "any_of": ("b",)},)


def test_nothing_changed_changes_nothing(editor: Client, draft: Questionnaire) -> None:
    before, entries = said(draft), LogEntry.objects.count()
    rule = rule_of(draft)
    assert editor.post(change(rule), posted(rule)).status_code == 302
    assert (said(draft), LogEntry.objects.count()) == (before, entries)


def refused(client: Client, rule: Rule, sentence_: str, **changed: Any) -> None:
    """Expect the sentence, and that nothing was saved."""
    before = said(rule.questionnaire)
    response = client.post(change(rule), posted(rule, **changed))
    assert response.status_code == 200
    assert sentence_ in response.content.decode()
    assert said(rule.questionnaire) == before


def test_answers_of_another_question_are_refused_by_name(
    editor: Client, draft: Questionnaire
) -> None:
    strange = answers(question(draft, "P1"), "a", "b")
    refused(
        editor,
        rule_of(draft),
        "These answers belong to another question: “P1 is a [en]” and “P1 is b [en]”.",
        **{"conditions-0-any_of": [*answers(question(draft, "M1"), "a"), *strange]},
    )


def test_answer_of_another_version_is_refused(
    editor: Client, draft: Questionnaire, small: Questionnaire
) -> None:
    published = answers(question(small, "M1"), "a")
    refused(editor, rule_of(draft), "valid choice", **{"conditions-0-any_of": published})


def test_question_of_another_version_is_refused(
    editor: Client, draft: Questionnaire, small: Questionnaire
) -> None:
    other = question(small, "M1").pk
    refused(editor, rule_of(draft), "valid choice", **{"conditions-0-question": other})


def test_condition_without_answers_is_refused(editor: Client, draft: Questionnaire) -> None:
    refused(editor, rule_of(draft), "Choose at least one answer.", **{"conditions-0-any_of": []})


def test_question_in_two_conditions_is_refused(editor: Client, draft: Questionnaire) -> None:
    money = question(draft, "M1")
    rows = conditions(*[{"question": money.pk, "any_of": answers(money, "a")}] * 2)
    response = editor.post(add(draft), posted(**rows))
    assert "Put all answers to one question into one condition." in response.content.decode()
    assert "new" not in said(draft)


def test_veto_needs_its_strategy(editor: Client, draft: Questionnaire) -> None:
    refused(editor, rule_of(draft), "Choose the strategy that it rules out.", rules_out="")


def test_tension_rules_nothing_out(editor: Client, draft: Questionnaire) -> None:
    rule = rule_of(draft)
    assert editor.post(change(rule), posted(rule, kind="tension")).status_code == 302
    rule.refresh_from_db()
    assert (rule.kind, rule.rules_out) == ("tension", "")


def test_key_that_is_taken_is_refused(editor: Client, draft: Questionnaire) -> None:
    refused(editor, rule_of(draft), "This key is taken. Choose another.", key="odd")


def in_words(rule: Rule) -> str:
    return sentence(rule, with_answers(rule.conditions.all()))


def test_rule_is_said_in_one_sentence(editor: Client, draft: Questionnaire) -> None:
    assert in_words(rule_of(draft)) == (
        "Rules out closed when M1 is “M1 is a [en]”, and M2 is “M2 is b [en]”."
    )
    assert in_words(rule_of(draft, "odd")) == (
        "Points out a tension when M1 is “M1 is a [en]” or “M1 is c [en]”, "
        "and P1 is “P1 is b [en]”."
    )
    page = editor.get(change(rule_of(draft))).content.decode()
    assert "Rules out closed when M1 is “M1 is a [en]”" in page


def test_rule_without_conditions_is_said_never_to_apply(draft: Questionnaire) -> None:
    rule = rule_of(draft)
    rule.conditions.all().delete()
    assert in_words(rule) == "This rule has no condition yet, and never applies."


def test_answer_without_words_is_called_by_its_key(draft: Questionnaire) -> None:
    option = AnswerOption.objects.get(question=question(draft, "K1"), key="no")
    option.set_text("text", "en", "")
    option.save()
    assert in_words(rule_of(draft, "no_rights")) == "Rules out open when K1 is “no”."


def test_rule_of_a_published_version_is_only_read(editor: Client, small: Questionnaire) -> None:
    rule = rule_of(small)
    before = said(small)
    page = editor.get(change(rule)).content.decode()
    assert "M1 is a [en]" in page
    assert 'name="_save"' not in page
    assert 'name="conditions-0-any_of"' not in page
    assert editor.post(change(rule), posted(rule, key="other")).status_code == 409
    assert editor.post(add(small), posted()).status_code == 409
    assert said(small) == before


def test_reader_reads_and_stranger_does_not(
    reader: Client, nobody: Client, draft: Questionnaire
) -> None:
    rule = rule_of(draft)
    assert reader.get(change(rule)).status_code == 200
    assert reader.post(change(rule), posted(rule, key="other")).status_code == 403
    assert nobody.get(change(rule)).status_code == 403
    assert nobody.get(add(draft)).status_code == 403
    assert Client().get(change(rule)).status_code == 302


def test_queries_do_not_grow_with_the_conditions(
    editor: Client, draft: Questionnaire, count_queries: Queries
) -> None:
    counts = []
    for keys in (["K1"], ["K1", "M1", "P1"]):
        rows = conditions(
            *(
                {
                    "question": question(draft, key).pk,
                    "any_of": answers(question(draft, key), first),
                }
                for key, first in zip(keys, ("yes", "a", "a"), strict=False)
            )
        )
        name = f"rule_{len(keys)}"
        assert editor.post(add(draft), posted(**{**rows, "key": name})).status_code == 302
        path = change(rule_of(draft, name))
        editor.get(path)
        with count_queries() as queries:
            assert editor.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
