"""What the page of a submission shows a person; what is hidden from them does not get here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire
from questionnaire.models import Criterion, Review, Submission
from questionnaire.results.answers import answers_of, read_over
from questionnaire.results.history import Step, side_by_side
from questionnaire.results.presenting import present
from questionnaire.results.versions import versions_of
from questionnaire.review.access import SHOWN
from questionnaire.review.blindness import feedback_of, recommendation_of, reviews_of
from questionnaire.review.comments import discussion, may_be_named
from questionnaire.review.forms import (
    CommentForm,
    ReviewerForm,
    ScoresForm,
    VerdictForm,
)
from questionnaire.review.parting import parting
from questionnaire.review.views.pages import StaffRequest, filters_of
from questionnaire.review.views.states import steps_of

TEMPLATE = "questionnaire/review/submission.html"


def show(
    request: StaffRequest, submission: Submission, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show a submission; `forms` are those that come back because something is missing in them.

    They go by the names that the page has for them: verdict_form, scores_form, comment_form,
    reviewer_form; `answered` is the primary key of the comment that comment_form answers to.
    """
    questionnaire = frozen(submission.questionnaire, language=get_language() or "")
    context = {
        "section": "queue",
        "submission": submission,
        "query": filters_of(request).query(),
        **_answers(submission, questionnaire),
        **_people(submission, request),
        **_judgement(submission, request, questionnaire),
        "discussion": discussion(submission=submission, user=request.user),
        "comment_form": CommentForm(),
        "blank_comment_form": CommentForm(),
        "feedback": feedback_of(submission, request.user),
        "form": next((form for form in forms.values() if hasattr(form, "errors")), None),
        **forms,
    }
    return render(request, TEMPLATE, context, status=status)


def _answers(submission: Submission, questionnaire: FrozenQuestionnaire) -> dict[str, Any]:
    answers = answers_of(submission, questionnaire)
    return {
        "questionnaire": questionnaire,
        "sets": read_over(questionnaire, answers),
        "importance": [
            (part, submission.importance.get(part.key)) for part in questionnaire.scored_sets
        ],
        "steps": _steps(submission, questionnaire),
    }


def _steps(submission: Submission, questionnaire: FrozenQuestionnaire) -> list[Step]:
    """Return what the venture changed from version to version, the latest first.

    Drafts are none of the staff's business, nor is what was not handed in to this programme.
    """
    versions = [
        version
        for version in versions_of(submission)
        if version.status in SHOWN and version.cohort_id == submission.cohort_id
    ]
    if len(versions) == 1:
        return []
    return list(reversed(side_by_side(versions, questionnaire).steps))


def _people(submission: Submission, request: StaffRequest) -> dict[str, Any]:
    assigned = [one.reviewer for one in submission.assignments.select_related("reviewer")]
    taken = {person.pk for person in assigned}
    people = may_be_named(submission=submission)
    return {
        "assigned": assigned,
        "is_mine": request.user.pk in taken,
        "people": people,
        "reviewer_form": ReviewerForm(people=[one for one in people if one.pk not in taken]),
    }


def _stated(own: Review | None) -> dict[str, str]:
    return {"strategy": own.strategy, "why": own.why, "was": own.why} if own else {}


def _judgement(
    submission: Submission, request: StaffRequest, questionnaire: FrozenQuestionnaire
) -> dict[str, Any]:
    reviews = list(reviews_of(submission, request.user))
    own = next((one for one in reviews if one.reviewer_id == request.user.pk), None)
    recommendation = recommendation_of(submission, request.user)
    has_review = bool(reviews) or Review.objects.filter(submission=submission).exists()
    scores = {rating.criterion_id: rating.score for rating in own.ratings.all()} if own else {}
    criteria = list(Criterion.objects.filter(cohort=submission.cohort_id))
    context: dict[str, Any] = {
        "own": own,
        "others": [one for one in reviews if one is not own],
        "recommendation": recommendation,
        "state_steps": steps_of(submission, has_review=has_review),
        "verdict_form": VerdictForm(initial=_stated(own)),
        "scores_form": ScoresForm(criteria=criteria, scores=scores) if own and criteria else None,
    }
    if recommendation is not None:
        answers = answers_of(submission, questionnaire)
        context["result"] = present(recommendation.outcome, questionnaire, answers)
        if own:
            context["parting"] = parting(
                recommendation.outcome, questionnaire, answers, own.strategy
            )
    return context
