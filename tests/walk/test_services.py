import re

import pytest

from questionnaire import scoring
from questionnaire.models import Answer, Questionnaire, Recommendation, Submission
from questionnaire.results.access import hash_token, submission_for_token
from questionnaire.results.answers import NOT_SURE
from questionnaire.scoring import SAMPLE_DIGEST, Form
from questionnaire.walk import services
from tests import factories

pytestmark = pytest.mark.django_db
ANSWERS = {"M1": "a", "M2": "c", "P1": NOT_SURE, "K1": "yes"}


def test_start_stores_the_hash_of_the_token_alone(small: Questionnaire) -> None:
    submission, token = factories.started(small, venture_name="Door Ltd", email="a@example.org")
    row = Submission.objects.values().get(pk=submission.pk)
    assert row["token_hash"] == hash_token(token)
    assert token not in str(row)
    assert (submission.venture.name, submission.email) == ("Door Ltd", "a@example.org")
    assert re.fullmatch(r"[\w-]{32}", token)


def test_start_twice_makes_two_ventures(small: Questionnaire) -> None:
    one, token = factories.started(small)
    two, other = factories.started(small)
    assert one.venture != two.venture
    assert token != other


def test_submit_stores_what_a_recomputation_says(small: Questionnaire) -> None:
    submission, token = factories.answered(small, ANSWERS)
    submission.importance = {"money": 5}
    submission.save()
    stored = services.submit(token=token, language="it")
    rubric = factories.in_english(small).rubric
    given = {"M1": "a", "M2": "c", "P1": None, "K1": "yes"}
    outcome = scoring.evaluate(rubric, Form(given, {"money": 5}))
    stored.refresh_from_db()
    said = outcome.as_dict()
    assert {key: stored.outcome[key] for key in said} == said
    assert (stored.strategy, stored.wording) == (outcome.strategy or "", outcome.wording)
    assert stored.engine_version == scoring.ENGINE_VERSION
    assert stored.structure_digest == scoring.rubric_digest(rubric) == small.structure_digest
    assert stored.text_digest == small.text_digest
    assert stored.sample_digest == SAMPLE_DIGEST


def test_submit_closes_the_submission(small: Questionnaire) -> None:
    submission, token = factories.answered(small, ANSWERS)
    services.submit(token=token, language="it")
    submission.refresh_from_db()
    assert (submission.status, submission.language) == ("submitted", "it")
    assert submission.submitted_at == submission.updated_at


def test_submit_twice_makes_one_recommendation(small: Questionnaire) -> None:
    submission, token = factories.answered(small, ANSWERS)
    first = services.submit(token=token, language="en")
    submission.refresh_from_db()
    again = services.submit(token=token, language="de")
    assert again == first
    assert Recommendation.objects.filter(submission=submission).count() == 1
    assert submission_for_token(token).language == "en"


def test_submit_without_answers_says_too_early(small: Questionnaire) -> None:
    _submission, token = factories.started(small)
    stored = services.submit(token=token, language="en")
    assert (stored.strategy, stored.wording) == ("", "too_early")


def test_revision_starts_from_the_answers_before(small: Questionnaire) -> None:
    submission, token = factories.answered(small, ANSWERS)
    factories.answer(submission, {"M1": "a"}, note="why")
    submission.importance = {"people": 2}
    submission.save()
    services.submit(token=token, language="fr")
    revision = submission_for_token(services.revise(token=token))
    assert (revision.previous, revision.status) == (submission, "draft")
    assert (revision.venture, revision.questionnaire) == (submission.venture, small)
    assert (revision.importance, revision.language) == ({"people": 2}, "fr")
    assert said_by(revision) == said_by(submission)


def said_by(submission: Submission) -> list[tuple[object, ...]]:
    answers = Answer.objects.filter(submission=submission).order_by("question_id")
    return list(answers.values_list("question_id", "option_id", "not_sure", "note"))


def test_revision_leaves_what_was_submitted_as_it_was(small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    before = (said_by(submission), submission.recommendation.outcome)
    revision = submission_for_token(services.revise(token=token))
    factories.answer(revision, {"M1": "b"})
    submission = submission_for_token(token)
    assert (said_by(submission), submission.recommendation.outcome) == before


def test_revise_twice_leads_to_the_same_submission(small: Questionnaire) -> None:
    submission, token = factories.submitted(small, factories.ALL_OPEN)
    first = services.revise(token=token)
    assert services.revise(token=token) == first
    assert Submission.objects.filter(previous=submission).count() == 1


def test_revision_of_a_revision_has_a_token_of_its_own(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    second = services.revise(token=token)
    services.submit(token=second, language="en")
    third = services.revise(token=second)
    assert len({token, second, third}) == 3
    assert submission_for_token(third).previous == submission_for_token(second)


def test_draft_needs_no_revision(small: Questionnaire) -> None:
    _submission, token = factories.started(small)
    assert services.revise(token=token) == token


def test_revision_stays_on_the_version_of_its_answers(small: Questionnaire) -> None:
    _submission, token = factories.submitted(small, factories.ALL_OPEN)
    factories.published(title="Changed")
    assert submission_for_token(services.revise(token=token)).questionnaire == small
