import pytest
from django.utils.translation import override

from questionnaire.models import Cohort, Criterion
from questionnaire.review.cohorts import CriterionItem
from questionnaire.review.inviting import Address
from questionnaire.review.manager_forms import (
    CohortForm,
    CriteriaFormSet,
    FoundersForm,
    criteria_of,
    items_of,
    values_of,
)
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def cohort() -> Cohort:
    return factories.cohort(factories.accelerator())


def rubric(*rows: tuple[str, str]) -> dict[str, str]:
    """Return what the rows of a rubric send; each is a name and a place."""
    sent = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, (name, place) in enumerate(rows):
        sent |= {f"form-{number}-name": name, f"form-{number}-place": place}
    return sent


def test_published_questionnaires_are_offered_in_the_readers_language() -> None:
    with override("pt"):
        choices = dict(CohortForm().fields["questionnaire_key"].choices)  # type: ignore[attr-defined]
    assert choices["small"] == "Title [pt]"


def test_questionnaire_that_a_cohort_has_is_offered_even_when_retired() -> None:
    form = CohortForm(kept_key="gone")
    assert ("gone", "gone") in form.fields["questionnaire_key"].choices  # type: ignore[attr-defined]


def test_form_begins_with_the_fields_of_the_cohort(cohort: Cohort) -> None:
    values = values_of(cohort)
    assert (values["name"], values["languages"]) == ("Autumn", ["en", "pt"])
    assert values.keys() == CohortForm.base_fields.keys()


def test_rubric_is_sorted_by_place_and_the_unplaced_come_last() -> None:
    rows = CriteriaFormSet(rubric(("Last", ""), ("Second", "2"), ("", "1"), ("First", "1")))
    assert rows.is_valid()
    assert items_of(rows) == [
        CriterionItem("First"),
        CriterionItem("Second"),
        CriterionItem("Last"),
    ]


def test_rows_begin_with_the_criteria_in_their_places(cohort: Cohort) -> None:
    for position, key in enumerate(("idea", "team")):
        Criterion.objects.create(cohort=cohort, key=key, name=key.title(), position=position)
    assert [(row["key"], row["place"]) for row in criteria_of(cohort)] == [("idea", 1), ("team", 2)]
    assert criteria_of(None) == []


def test_founders_are_invited_in_languages_of_the_cohort_only(cohort: Cohort) -> None:
    sent = {"addresses": "ana@example.org, pt bo@example.org", "language": "en"}
    form = FoundersForm(sent, cohort=cohort)
    assert form.is_valid()
    assert form.parsed().addresses == (
        Address("ana@example.org", "pt"),
        Address("bo@example.org", "en"),
    )
    assert not FoundersForm({**sent, "language": "de"}, cohort=cohort).is_valid()
