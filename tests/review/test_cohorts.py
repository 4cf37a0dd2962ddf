from datetime import timedelta
from typing import Any

import pytest

from questionnaire.enums import CohortFlaw
from questionnaire.models import Accelerator, Cohort, Rating
from questionnaire.review import cohorts
from questionnaire.review.cohorts import CohortFlawedError, CriterionItem
from tests import factories as everywhere
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
GOOD = {
    "name": " Autumn ",
    "questionnaire_key": everywhere.KEY,
    "opens_at": factories.MOMENT,
    "languages": ["pt", "en"],
}


def made(of: Accelerator | None = None, **changes: Any) -> Cohort:
    home = of or factories.accelerator()
    return cohorts.create_cohort(accelerator=home, **{**GOOD, **changes})


def test_cohort_is_made_with_a_code_without_look_alikes() -> None:
    cohort = made(closes_at=factories.MOMENT + timedelta(days=1), remind_every_days=7)
    cohort.refresh_from_db()
    assert (cohort.name, cohort.languages, cohort.is_blind) == ("Autumn", ["pt", "en"], True)
    assert (len(cohort.code), set(cohort.code) <= set(cohorts.CODE_ALPHABET)) == (8, True)
    assert not set("0O1IL2Z5SUV") & set(cohorts.CODE_ALPHABET)


def test_codes_differ() -> None:
    home = factories.accelerator()
    assert len({made(home).code for _number in range(20)}) == 20


def test_cohort_is_open_from_one_moment_to_another() -> None:
    day = timedelta(days=1)
    cohort = made(closes_at=factories.MOMENT + day)
    moments = [factories.MOMENT + day * step for step in (-0.5, 0, 0.5, 1, 2)]
    assert [cohort.is_open(moment) for moment in moments] == [False, True, True, False, False]
    assert [cohort.is_closed(moment) for moment in moments] == [False, False, False, True, True]
    assert made(closes_at=None).is_open(factories.MOMENT + 9999 * day)


@pytest.mark.parametrize(
    ("field", "value", "flaw"),
    [
        ("name", "  ", CohortFlaw.NO_NAME),
        ("questionnaire_key", "none-such", CohortFlaw.NOT_PUBLISHED),
        ("closes_at", factories.MOMENT, CohortFlaw.CLOSES_FIRST),
        ("languages", [], CohortFlaw.NO_LANGUAGE),
        ("languages", ["pt", "tlh"], CohortFlaw.NO_LANGUAGE),
        ("remind_every_days", 0, CohortFlaw.REMINDS_WRONGLY),
        ("remind_every_days", 31, CohortFlaw.REMINDS_WRONGLY),
    ],
)
def test_cohort_that_cannot_be_is_refused(field: str, value: Any, flaw: CohortFlaw) -> None:
    with pytest.raises(CohortFlawedError) as caught:
        made(**{field: value})
    assert (caught.value.flaws, Cohort.objects.count()) == ({field: flaw}, 0)
    cohort = made()
    with pytest.raises(CohortFlawedError) as caught:
        cohorts.change_cohort(cohort=cohort, **{field: value})
    assert caught.value.flaws == {field: flaw}
    stored = Cohort.objects.get()
    assert getattr(stored, field) == getattr(cohort, field)


def test_change_of_some_fields_leaves_the_others() -> None:
    cohort = made(welcome="Hello")
    Cohort.objects.update(contact_email="ask@example.org")
    changed = cohorts.change_cohort(cohort=cohort, name="Spring", is_blind=False)
    stored = Cohort.objects.get()
    assert changed == stored
    assert (stored.name, stored.is_blind, stored.welcome) == ("Spring", False, "Hello")
    assert stored.contact_email == "ask@example.org"


@pytest.mark.parametrize("field", ["code", "accelerator", "created_at"])
def test_field_that_nobody_chooses_is_refused(field: str) -> None:
    with pytest.raises(TypeError):
        made(**{"accelerator_id" if field == "accelerator" else field: 1})  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cohorts.change_cohort(cohort=made(), **{field: "AAAAAAAA"})


def test_questionnaire_changes_until_somebody_has_begun() -> None:
    everywhere.published("other")
    cohort = cohorts.change_cohort(cohort=made(), questionnaire_key="other")
    assert cohort.questionnaire_key == "other"
    factories.submission(cohort)
    with pytest.raises(CohortFlawedError) as caught:
        cohorts.change_cohort(cohort=cohort, questionnaire_key=everywhere.KEY)
    assert caught.value.flaws == {"questionnaire_key": CohortFlaw.BEGUN}
    assert cohorts.change_cohort(cohort=cohort, questionnaire_key="other", name="B").name == "B"


def test_criteria_are_set_in_order_and_keep_their_keys() -> None:
    cohort = made()
    first = cohorts.set_criteria(
        cohort=cohort,
        items=[CriterionItem("Team"), CriterionItem(" Team ", " Who? "), CriterionItem("团队")],
    )
    assert [(row.key, row.name, row.hint) for row in first] == [
        ("team", "Team", ""),
        ("team-2", "Team", "Who?"),
        ("criterion", "团队", ""),
    ]
    second = cohorts.set_criteria(
        cohort=cohort, items=[CriterionItem("Market"), CriterionItem("People", key="team-2")]
    )
    assert [(row.key, row.name) for row in second] == [("market", "Market"), ("team-2", "People")]
    assert second[1].pk == first[1].pk


def test_criterion_that_was_used_is_not_taken_away() -> None:
    cohort = made()
    (criterion,) = cohorts.set_criteria(cohort=cohort, items=[CriterionItem("Team")])
    reviewer = factories.member(cohort.accelerator)
    review = factories.review(factories.submission(cohort), reviewer)
    Rating.objects.create(review=review, criterion=criterion, score=3)
    with pytest.raises(cohorts.CriterionInUseError):
        cohorts.set_criteria(cohort=cohort, items=[])
    assert list(cohort.criteria.all()) == [criterion]


def test_criteria_are_ten_at_most() -> None:
    with pytest.raises(ValueError, match="Too many"):
        cohorts.set_criteria(cohort=made(), items=[CriterionItem("Team")] * 11)


def test_cohort_and_rubric_are_replaced_by_who_has_seen_them() -> None:
    cohort = made()
    cohorts.set_criteria(cohort=cohort, items=[CriterionItem("Team")])
    was, items = cohorts.mark_of(cohort), [CriterionItem("Ethics")]
    changed = cohorts.replace_cohort(cohort=cohort, items=items, was=was, welcome="Hello.")
    assert (changed.welcome, cohorts.mark_of(changed) != was) == ("Hello.", True)
    with pytest.raises(cohorts.CohortChangedError):
        cohorts.replace_cohort(cohort=cohort, items=[], was=was, welcome="")
    cohort.refresh_from_db()
    assert [cohort.welcome, *(row.name for row in cohort.criteria.all())] == ["Hello.", "Ethics"]


def test_what_stands_there_already_is_replaced_by_any_page() -> None:
    cohort = made()
    items = [CriterionItem("Ethics")]
    for was in (cohorts.mark_of(cohort), "old"):
        cohorts.replace_cohort(cohort=cohort, items=items, was=was, welcome="Hello.")
    assert [row.name for row in cohort.criteria.all()] == ["Ethics"]
