"""What rules rest on: it is not deleted from under them."""

from typing import Any

import pytest
from django.test import Client

from questionnaire.admin.needs import links_to_rules_about, rules_about
from questionnaire.models import Questionnaire, Rule
from tests.admin.editing import page_of, question, sent_by


def rows(version: Questionnaire) -> dict[str, Any]:
    """Return a row of each kind that a rule may ask for."""
    asked = question(version, "M2")
    return {"set": asked.question_set, "question": asked, "option": asked.options.get(key="b")}


def rules(version: Questionnaire) -> list[tuple[Any, ...]]:
    """Return what every rule asks for."""
    return list(
        Rule.objects.filter(questionnaire=version)
        .order_by("key", "conditions__question", "conditions__options")
        .values_list("key", "conditions__question__key", "conditions__options__key")
    )


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("set", ["no_secret", "odd"]), ("question", ["no_secret"]), ("option", ["no_secret"])],
)
def test_rules_about_a_row_are_found_once(kind: str, keys: list[str], draft: Questionnaire) -> None:
    found = rules_about(rows(draft)[kind])
    assert sorted(rule.key for rule in found) == keys
    assert {rule.questionnaire for rule in found} == {draft}


def test_no_rule_is_about_what_none_asks_for(draft: Questionnaire) -> None:
    source = draft.sources.get(key="book")
    unasked = question(draft, "M2").options.get(key="c")
    assert [rules_about(source), rules_about(unasked), rules_about(draft)] == [[], [], []]


def test_link_leads_to_the_rule(draft: Questionnaire) -> None:
    rule = draft.rules.get(key="no_secret")
    assert links_to_rules_about(question(draft, "M2")) == [
        f'Veto <a href="{page_of(rule)}">no_secret · Veto no_secret [en]</a>'
    ]


@pytest.mark.parametrize("kind", ["set", "question"])
def test_page_that_deletes_names_the_rules_instead(
    kind: str, editor: Client, draft: Questionnaire
) -> None:
    row, before = rows(draft)[kind], rules(draft)
    address = page_of(row).replace("/change/", "/delete/")
    shown = editor.get(address)
    assert "cannot be deleted yet" in shown.text
    assert page_of(draft.rules.get(key="no_secret")) in shown.text
    assert 'name="post"' not in shown.text
    assert "cannot be deleted yet" in editor.post(address, {"post": "yes"}).text
    assert rules(draft) == before


def test_answer_that_a_rule_asks_for_is_not_deleted(editor: Client, draft: Questionnaire) -> None:
    row, before = question(draft, "M2"), rules(draft)
    form = sent_by(editor.get(page_of(row)), "question")
    refused = editor.post(page_of(row), form | {"options-1-DELETE": "on", "text_de": "Neu"})
    assert refused.status_code == 200
    assert (
        "“b” cannot be deleted yet: the rule “no_secret” asks for it. Change that rule first."
        in refused.text
    )
    assert sent_by(refused, "question")["text_de"] == ["Neu"]
    assert rules(draft) == before


def test_answer_goes_once_no_rule_asks_for_it(editor: Client, draft: Questionnaire) -> None:
    draft.rules.get(key="no_secret").delete()
    row = question(draft, "M2")
    form = sent_by(editor.get(page_of(row)), "question") | {"options-1-DELETE": "on"}
    assert editor.post(page_of(row), form).status_code == 302
    assert [option.key for option in row.options.all()] == ["a", "c"]


def test_draft_goes_with_its_rules(editor: Client, draft: Questionnaire) -> None:
    address = page_of(draft).replace("/change/", "/delete/")
    assert editor.post(address, {"post": "yes"}).status_code == 302
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()
