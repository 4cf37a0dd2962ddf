from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from questionnaire.models import Cohort, FounderInvitation, NamePart, Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.cohorts import CohortClosedError, draft_token, founder_token
from questionnaire.results.deletion import delete_everything
from questionnaire.review.inviting import Address, invite_founders
from questionnaire.walk import services
from questionnaire.walk.joining import join, join_invited
from tests import factories as everywhere
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what its founders answer
    return factories.cohort(factories.accelerator())


def invited(cohort: Cohort) -> str:
    """Invite a founder; return the token of the invitation."""
    done = invite_founders(cohort=cohort, addresses=[Address("ana@example.org", "pt")])
    return founder_token(done.new[0])


def close(cohort: Cohort) -> None:
    cohort.closes_at = timezone.now() - timedelta(hours=1)
    cohort.save()


def test_founder_begins_in_a_cohort_on_what_is_published_now(cohort: Cohort) -> None:
    newest = everywhere.published(title="New")
    submission, token = join(
        cohort=cohort, language="pt", venture_name="Door Ltd", email="a@example.org"
    )
    found = submission_for_token(token)
    assert (found, found.cohort, found.questionnaire) == (submission, cohort, newest)
    assert (found.venture.name, found.email, found.language) == ("Door Ltd", "a@example.org", "pt")
    assert found.name_key == "door ltd"


def test_founder_outside_a_cohort_is_not_searched_for(small: Questionnaire) -> None:
    submission, _token = everywhere.started(small, venture_name="Door")
    assert (submission.cohort, submission.name_key) == (None, "")
    assert NamePart.objects.count() == 0


def test_invited_founder_comes_back_to_the_same_answers(cohort: Cohort) -> None:
    token = invited(cohort)
    first = join_invited(token=token, language="pt", venture_name="Door Ltd")
    second = join_invited(token=token, language="en", venture_name="Other")
    assert first == second == (Submission.objects.get(), draft_token(token))
    assert (first[0].email, first[0].cohort) == ("ana@example.org", cohort)
    assert FounderInvitation.objects.get().submission == first[0]
    close(cohort)
    assert join_invited(token=token, language="pt", venture_name="") == first


def test_nobody_begins_while_the_cohort_is_closed(cohort: Cohort) -> None:
    token = invited(cohort)
    close(cohort)
    with pytest.raises(CohortClosedError):
        join(cohort=cohort, language="pt", venture_name="Door Ltd")
    with pytest.raises(CohortClosedError):
        join_invited(token=token, language="pt", venture_name="Door Ltd")
    assert Submission.objects.count() == 0


def test_invitation_of_nobody_is_not_found(cohort: Cohort) -> None:
    with pytest.raises(Http404):
        join_invited(token=invited(cohort)[::-1], language="pt", venture_name="Door Ltd")


def test_draft_cannot_be_submitted_after_the_closing(cohort: Cohort) -> None:
    submission, token = join(cohort=cohort, language="en", venture_name="Door Ltd")
    everywhere.answer(submission, everywhere.ALL_OPEN)
    close(cohort)
    with pytest.raises(CohortClosedError):
        services.submit(token=token, language="en")
    assert submission_for_token(token).is_open


def test_revision_takes_its_place_when_it_is_submitted(cohort: Cohort) -> None:
    submission, token = join(cohort=cohort, language="en", venture_name="Door Ltd")
    everywhere.answer(submission, everywhere.ALL_OPEN)
    recommendation = services.submit(token=token, language="en")
    following = services.revise(token=token)
    revision = submission_for_token(following)
    assert (revision.cohort, revision.name_key) == (cohort, "door ltd")
    assert submission_for_token(token).is_current
    services.submit(token=following, language="en")
    assert not submission_for_token(token).is_current
    close(cohort)
    assert services.submit(token=token, language="en") == recommendation


def test_deletion_takes_everything_of_a_founder_along(cohort: Cohort) -> None:
    token = invited(cohort)
    submission, own = join_invited(token=token, language="en", venture_name="Door Ltd")
    everywhere.answer(submission, everywhere.ALL_OPEN)
    services.submit(token=own, language="en")
    reviewer = factories.member(cohort.accelerator)
    factories.everything_about(submission, reviewer)
    delete_everything(token=own)
    assert factories.all_about_submissions() == 0
    with pytest.raises(Http404):
        join_invited(token=token, language="en", venture_name="Door Ltd")
