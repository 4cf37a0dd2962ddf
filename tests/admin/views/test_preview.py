"""The preview: what founders see, in every language, and nothing is saved."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from questionnaire.models import AnswerOption, Question, Questionnaire, QuestionSet
from tests import factories
from tests.conftest import LANGUAGES, Queries
from tests.pages import HasText, elements, form_data, language_of, strategy_and_wording

pytestmark = pytest.mark.django_db

PAGES = {
    "preview": (),
    "preview_set": ("money",),
    "preview_importance": (),
    "preview_check": (),
    "preview_result": (),
}
WEIGHED = {"weigh-money": "5", "weigh-people": "2"}


def address(
    version: Questionnaire, name: str = "preview", *keys: str, language: str = "en", **said: str
) -> str:
    with override(language):
        path = reverse(f"admin:questionnaire_questionnaire_{name}", args=[version.pk, *keys])
    return f"{path}?{urlencode(said)}" if said else path


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Return what stands in each table of the database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def follow(client: Client, page: HasText, **chosen: str) -> Any:
    """Send the form of a page, with what is chosen on it, as a browser does."""
    form = elements(page, "form", id="answers")[0]
    target = form["action"].split("?")[0]
    return client.get(target, {**form_data(page), **chosen})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_draft_speaks_the_language_of_its_address(
    reader: Client, draft: Questionnaire, name: str, language: str
) -> None:
    page = reader.get(address(draft, name, *PAGES[name], language=language, **factories.ALL_OPEN))
    assert (page.status_code, language_of(page)) == (200, language)
    assert f"[{language}]" in page.text
    others = [code for code in LANGUAGES if code != language]
    assert [code for code in others if f"[{code}]" in page.text] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_published_version_can_be_previewed(
    reader: Client, small: Questionnaire, name: str
) -> None:
    assert reader.get(address(small, name, *PAGES[name])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_preview_is_refused_without_the_right(
    nobody: Client, draft: Questionnaire, name: str
) -> None:
    assert nobody.get(address(draft, name, *PAGES[name])).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_preview_sends_the_anonymous_to_the_log_in(
    client: Client, draft: Questionnaire, name: str
) -> None:
    asked = address(draft, name, *PAGES[name], M1="a")
    response = client.get(asked)
    assert response.status_code == 302
    following = urlencode({"next": asked}, safe="/")
    assert response["Location"] == f"{reverse('admin:login')}?{following}"


@pytest.mark.parametrize("name", PAGES)
def test_preview_takes_nothing_by_post(reader: Client, draft: Questionnaire, name: str) -> None:
    assert reader.post(address(draft, name, *PAGES[name]), {"M1": "a"}).status_code == 405


def test_preview_knows_no_other_version_and_no_other_set(
    reader: Client, draft: Questionnaire
) -> None:
    elsewhere = Questionnaire(pk=draft.pk + 1000)
    assert reader.get(address(elsewhere)).status_code == 404
    assert reader.get(address(draft, "preview_set", "weather")).status_code == 404


def test_whole_walk_leads_to_the_result_and_changes_no_row(
    reader: Client, draft: Questionnaire
) -> None:
    before = rows()
    page = reader.get(address(draft))
    page = reader.get(elements(page, "a", **{"class": "button"})[0]["href"])
    page = follow(reader, page, M1="b", M2="b")
    page = follow(reader, page, P1="b", P2="b")
    page = follow(reader, page, K1="yes")
    page = follow(reader, page, **WEIGHED)
    said = {**factories.ALL_CLOSED, **WEIGHED}
    assert page.request["PATH_INFO"] == address(draft, "preview_check")
    result = elements(page, "form", **{"class": "submit"})[0]["action"]
    assert form_data(page, result) == said
    page = reader.get(result)
    assert strategy_and_wording(page) == ("closed", "clear")
    assert "Be closed [en]" in page.text
    assert rows() == before


def test_comparison_of_rows_notices_one_that_is_written() -> None:
    before = rows()
    ContentType.objects.create(app_label="preview", model="written")
    assert rows() != before


def test_form_carries_what_other_pages_said(reader: Client, draft: Questionnaire) -> None:
    page = reader.get(address(draft, "preview_set", "people", M1="a", P1="c", **WEIGHED))
    assert form_data(page) == {"M1": "a", "P1": "c", **WEIGHED}
    page = reader.get(address(draft, "preview_importance", M1="a", **WEIGHED))
    assert form_data(page) == {"M1": "a", **WEIGHED}


def test_overview_tells_how_far_the_answers_of_its_address_are(
    reader: Client, draft: Questionnaire
) -> None:
    page = reader.get(address(draft, M1="a", M2="not-sure", P1="z"))
    assert "2 of 5 questions answered" in page.text
    assert "Go on with Set people [en]" in page.text


def test_what_an_address_names_wrongly_is_left_out(reader: Client, draft: Questionnaire) -> None:
    wrong = {"M1": "z", "Z9": "a", "weigh-money": "9", "weigh-facts": "1", "M2": "\x00"}
    page = reader.get(address(draft, "preview_importance", **wrong))
    assert page.status_code == 200
    assert form_data(page) == {"weigh-money": "", "weigh-people": ""}


def test_note_is_not_sent(reader: Client, draft: Questionnaire) -> None:
    page = reader.get(address(draft, "preview_set", "money"))
    assert [area for area in elements(page, "textarea") if "name" in area] == []
    assert page.text.count("the preview does not keep it") == 2


def test_changing_an_answer_from_the_check_leads_back_there(
    reader: Client, draft: Questionnaire
) -> None:
    page = reader.get(address(draft, "preview_check", **factories.ALL_OPEN))
    links = [link["href"] for link in elements(page, "a") if "go-to=check" in link["href"]]
    assert [link.partition("#")[2] for link in links] == list(factories.ALL_OPEN)
    page = reader.get(links[0])
    assert "Continue to your answers" in page.text
    page = follow(reader, page, M1="c")
    assert page.request["PATH_INFO"] == address(draft, "preview_check")
    assert "M1 is c [en]" in page.text


def test_tensions_show_on_the_check(reader: Client, draft: Questionnaire) -> None:
    page = reader.get(address(draft, "preview_check", M1="a", P1="b"))
    assert "Tension odd [en]" in page.text


@pytest.mark.parametrize("name", ["preview_check", "preview_result"])
def test_too_little_to_weigh_leads_back_to_what_matters_most(
    reader: Client, draft: Questionnaire, name: str
) -> None:
    page = reader.get(address(draft, name, M1="a", **{"weigh-people": "0"}), follow=True)
    assert page.redirect_chain[-1][0] == address(
        draft, "preview_importance", M1="a", **{"weigh-people": "0"}
    )
    assert "Leave at least two sets in" in page.text


def test_banner_names_version_and_language_and_says_that_nothing_is_saved(
    reader: Client, draft: Questionnaire
) -> None:
    page = reader.get(address(draft))
    assert "small, version 2</a> · Draft · English</p>" in page.text
    assert "Nothing you choose here is saved, and notes are not kept." in page.text
    change = reverse("admin:questionnaire_questionnaire_change", args=[draft.pk])
    assert len(elements(page, "a", href=change)) == 1


@pytest.mark.parametrize("name", PAGES)
def test_banner_leads_to_the_same_page_in_each_language(
    reader: Client, draft: Questionnaire, name: str
) -> None:
    page = reader.get(address(draft, name, *PAGES[name], **factories.ALL_OPEN, **WEIGHED))
    buttons = [one for one in elements(page, "button") if "formaction" in one and "lang" in one]
    assert [one["formaction"].removeprefix("http://testserver") for one in buttons] == [
        address(draft, name, *PAGES[name], language=code) for code in LANGUAGES
    ]
    [form] = {one["form"] for one in buttons}
    assert form_data(page, form) == {**factories.ALL_OPEN, **WEIGHED}


@pytest.mark.parametrize(
    ("fixture", "words"),
    [("draft", "Edit this question"), ("small", "See this question in the admin")],
)
def test_each_question_links_to_its_page_in_the_admin(
    reader: Client, request: pytest.FixtureRequest, fixture: str, words: str
) -> None:
    version: Questionnaire = request.getfixturevalue(fixture)
    page = reader.get(address(version, "preview_set", "money"))
    questions = Question.objects.filter(question_set__questionnaire=version, key__in=("M1", "M2"))
    wanted = [reverse("admin:questionnaire_question_change", args=[q.pk]) for q in questions]
    links = [a["href"] for a in elements(page, "a", **{"class": "preview-edit"})]
    assert (links, page.text.count(words)) == (wanted, 2)


def test_preview_follows_the_draft_as_it_changes(reader: Client, draft: Questionnaire) -> None:
    reader.get(address(draft, "preview_set", "money"))
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    question.text_en = "Said otherwise?"  # type: ignore[attr-defined]  # a column of modeltranslation
    question.save()
    assert "Said otherwise?" in reader.get(address(draft, "preview_set", "money")).text


def test_missing_text_is_marked_where_it_would_be_read(
    reader: Client, draft: Questionnaire
) -> None:
    question = Question.objects.get(question_set__questionnaire=draft, key="M1")
    question.text_it = question.help_it = ""  # type: ignore[attr-defined]
    question.save()
    page = reader.get(address(draft, "preview_set", "money", language="it"))
    # Until it is translated the mark itself may still speak English
    assert page.text.count("Question M1? [it]") == 0
    assert page.context["preview"].missing == 2
    assert "Question M1? [en]" in reader.get(address(draft, "preview_set", "money")).text


def without_options(draft: Questionnaire) -> None:
    question = Question.objects.get(key="M1", question_set__questionnaire=draft)
    question.options.all().delete()


def without_fits(draft: Questionnaire) -> None:
    option = AnswerOption.objects.get(
        key="a", question__key="M1", question__question_set__questionnaire=draft
    )
    option.fit_open = option.fit_closed = option.fit_hybrid = None
    option.save()


def without_questions(draft: Questionnaire) -> None:
    Question.objects.filter(question_set__key="money", question_set__questionnaire=draft).delete()


def without_sets(draft: Questionnaire) -> None:
    QuestionSet.objects.filter(questionnaire=draft).delete()


INCOMPLETE: Mapping[str, Callable[[Questionnaire], None]] = {
    "options": without_options,
    "fits": without_fits,
    "questions": without_questions,
    "sets": without_sets,
}


@pytest.mark.parametrize("lacking", INCOMPLETE)
def test_incomplete_draft_shows_its_pages_and_says_what_is_missing(
    reader: Client, draft: Questionnaire, lacking: str
) -> None:
    INCOMPLETE[lacking](draft)
    said = {**factories.ALL_OPEN, **WEIGHED}
    pages = {
        name: reader.get(address(draft, name, *PAGES[name], **said))
        for name in PAGES
        if lacking != "sets" or name != "preview_set"
    }
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert "No result yet" in pages["preview_result"].text
    found = pages["preview_result"].context["preview"].obstacles
    assert [problem.sentence in pages["preview_result"].text for problem in found]


def test_draft_with_one_key_for_two_questions_says_so(reader: Client, draft: Questionnaire) -> None:
    question = Question.objects.get(question_set__questionnaire=draft, key="K1")
    question.key = "M1"
    question.save()
    page = reader.get(address(draft))
    assert page.status_code == 200
    assert "questions.M1: This stands here twice." in page.text


def test_preview_takes_as_many_queries_for_three_questions_as_for_two(
    reader: Client, draft: Questionnaire, count_queries: Queries
) -> None:
    with count_queries() as few:
        reader.get(address(draft, "preview_set", "money"))
    part = QuestionSet.objects.get(questionnaire=draft, key="money")
    added = Question.objects.create(question_set=part, key="M3", position=9)
    AnswerOption.objects.create(question=added, key="a")
    with count_queries() as more:
        reader.get(address(draft, "preview_set", "money"))
    assert len(more) == len(few)
