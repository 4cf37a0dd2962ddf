import pytest
from django.utils.translation import override

from questionnaire.models import Questionnaire
from questionnaire.review.cohortwords import words_of
from tests import factories
from tests.review import factories as staff

pytestmark = pytest.mark.django_db


def test_names_are_in_the_readers_language(small: Questionnaire) -> None:  # noqa: ARG001
    cohort = staff.cohort(staff.accelerator())
    with override("pt"):
        words = words_of(cohort)
    assert words.title == "Title [pt]"
    assert words.sets["money"] == "Set money [pt]"
    assert words.question("M1") == "Question M1? [pt]"
    assert words.option("M1", "a") == "M1 is a [pt]"
    assert words.tensions == {"odd": "Tension odd [pt]"}


def test_unknown_key_stands_for_itself(small: Questionnaire) -> None:  # noqa: ARG001
    words = words_of(staff.cohort(staff.accelerator()))
    assert (words.question("X9"), words.option("M1", "z")) == ("X9", "z")


def test_versions_that_were_answered_are_named_too(small: Questionnaire) -> None:
    cohort = staff.cohort(staff.accelerator())
    staff.submission(cohort, questionnaire=small)
    factories.published("other", "Another")
    type(cohort).objects.update(questionnaire_key="other")
    cohort.refresh_from_db()
    assert words_of(cohort).title in {"Another", "Title [en]"}
    assert words_of(cohort).sets.keys() >= {"money", "people", "facts"}


def test_newest_version_has_its_say() -> None:
    factories.published()
    newest = factories.published(title="Newer")
    cohort = staff.cohort(staff.accelerator())
    assert newest.version > 1
    assert words_of(cohort).title == "Newer"


def test_cohort_of_what_nobody_published_has_no_names() -> None:
    cohort = staff.cohort(staff.accelerator(), questionnaire_key="nothing")
    words = words_of(cohort)
    assert (words.title, words.sets) == ("nothing", {})
