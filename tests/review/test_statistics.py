from collections import Counter
from math import isclose
from random import Random

import pytest
from django.contrib.auth.models import User

from questionnaire.enums import Strategy, SubmissionStatus, Wording
from questionnaire.models import (
    Cohort,
    Conflict,
    FounderInvitation,
    Questionnaire,
    Rating,
    Review,
    Submission,
)
from questionnaire.review import statistics
from questionnaire.review.agreement import Pair, agreement_of
from questionnaire.review.cohorts import CriterionItem, set_criteria
from questionnaire.review.statistics import Disagreement, Funnel
from questionnaire.review.suppression import hide_small
from tests import factories as everywhere
from tests.conftest import Queries
from tests.review import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
REVIEWED = SubmissionStatus.REVIEWED


@pytest.fixture
def cohort(small: object) -> Cohort:  # noqa: ARG001 - what it is of
    return factories.cohort(factories.accelerator())


def draft(cohort: Cohort, small: Questionnaire, *questions: str) -> Submission:
    """Make a draft with answers to some questions, and a note to the first that is open."""
    row = factories.submission(cohort, status=SubmissionStatus.DRAFT, questionnaire=small)
    everywhere.answer(row, {key: everywhere.ALL_OPEN[key] for key in questions})
    return row


def test_empty_cohort_has_numbers_too(cohort: Cohort) -> None:
    assert statistics.funnel(cohort) == Funnel(0, 0, 0, 0, 0, hide_small({"": 0}))
    assert statistics.spread(cohort).strategies == hide_small(
        {"open": 0, "closed": 0, "hybrid": 0, "": 0}
    )
    assert statistics.spread(cohort).wordings == hide_small(dict.fromkeys(Wording.values, 0))
    assert statistics.people_against_machine(cohort) is None
    assert statistics.strongest_disagreements(cohort=cohort, user=factories.user()) == []
    assert statistics.severity(cohort) == []


def test_funnel_counts_founders_not_versions(cohort: Cohort, small: Questionnaire) -> None:
    for number in range(3):
        FounderInvitation.objects.create(
            cohort=cohort, email=f"a{number}@example.org", token_hash=str(number), language="en"
        )
    for _number in range(5):
        draft(cohort, small)
        draft(cohort, small, "M1", "M2", "P1")
    for _number in range(6):
        draft(cohort, small, "M1", "P1")
        draft(cohort, small, *everywhere.ALL_OPEN)
    first = factories.submission(cohort, is_current=False, status=REVIEWED)
    second = factories.submission(cohort, previous=first, venture=first.venture)
    factories.submission(
        cohort, previous=second, venture=first.venture, status=SubmissionStatus.DRAFT
    )
    factories.submission(cohort, status=SubmissionStatus.IN_REVIEW)
    factories.submission(cohort, status=REVIEWED)
    factories.submission(cohort, status=SubmissionStatus.WITHDRAWN)
    factories.submission(factories.cohort(cohort.accelerator))
    stuck = hide_small({"money": 11, "people": 5, "facts": 0, "": 6})
    assert statistics.funnel(cohort) == Funnel(3, 25, 3, 1, 1, stuck)


def test_note_alone_or_not_sure_is_told_apart(cohort: Cohort, small: Questionnaire) -> None:
    for _number in range(5):
        row = factories.submission(cohort, status=SubmissionStatus.DRAFT, questionnaire=small)
        everywhere.answer(row, {"M1": "a", "M2": "not-sure", "P1": ""}, note="Hm.")
    assert statistics.funnel(cohort).stuck.cells == {"money": 0, "people": 5, "facts": 0, "": 0}


def test_spread_is_what_counting_by_hand_gives(cohort: Cohort) -> None:
    said = {("open", "clear"): 9, ("closed", "leaning"): 7, ("", "tie"): 2, ("open", "leaning"): 1}
    for (strategy, wording), number in said.items():
        for _number in range(number):
            factories.submission(cohort, strategy=strategy, wording=Wording(wording))
    factories.submission(cohort, strategy="hybrid", is_current=False)
    found = statistics.spread(cohort)
    assert found.strategies == hide_small({"open": 10, "closed": 7, "hybrid": 0, "": 2})
    assert found.wordings == hide_small(
        {**dict.fromkeys(Wording.values, 0), "clear": 9, "leaning": 8, "tie": 2}
    )


def reviewed_at_random(cohort: Cohort, people: list[User]) -> None:
    """Store submissions with verdicts, and other strategies stated later."""
    draw = Random(7)  # noqa: S311 - nothing is secret here
    for _number in range(12):
        row = factories.submission(cohort, strategy=draw.choice([*Strategy.values, ""]))
        for person in draw.sample(people, 2):
            review = factories.review(row, person, draw.choice(Strategy.values))
            Review.objects.filter(pk=review.pk).update(strategy="open")


def test_agreement_is_that_of_all_first_verdicts(cohort: Cohort) -> None:
    reviewed_at_random(cohort, [factories.member(cohort.accelerator) for _number in range(3)])
    reviewed_at_random(factories.cohort(cohort.accelerator), list(User.objects.all()))
    tables: dict[int, Counter[Pair]] = {}
    for review in Review.objects.filter(submission__cohort=cohort):
        machine = review.submission.recommendation.strategy
        if machine:
            table = tables.setdefault(review.submission_id, Counter())
            table[review.first_strategy, machine] += 1
    assert len(tables) > 5
    assert statistics.people_against_machine(cohort) == agreement_of(tables.values())


def test_agreement_of_few_reviews_is_hidden(cohort: Cohort) -> None:
    reviewer = factories.member(cohort.accelerator)
    for _number in range(4):
        factories.review(factories.submission(cohort), reviewer)
    assert statistics.people_against_machine(cohort) is None
    factories.review(factories.submission(cohort, strategy="", wording=Wording.TIE), reviewer)
    assert statistics.people_against_machine(cohort) is None
    factories.review(factories.submission(cohort), reviewer)
    found = statistics.people_against_machine(cohort)
    assert found is not None
    assert (found.pairs, found.agreed, found.kappa) == (5, 5, None)


def test_agreement_of_many_reviews_of_few_founders_is_hidden(cohort: Cohort) -> None:
    reviewers = [factories.member(cohort.accelerator) for _number in range(5)]
    for _number in range(4):
        submission = factories.submission(cohort)
        for reviewer in reviewers:
            factories.review(submission, reviewer)
    assert statistics.people_against_machine(cohort) is None
    factories.review(factories.submission(cohort), reviewers[0])
    found = statistics.people_against_machine(cohort)
    assert found is not None
    assert found.pairs == 21


def test_strongest_disagreements_come_first_and_nothing_hidden(cohort: Cohort) -> None:
    reader, other = (factories.member(cohort.accelerator) for _number in range(2))

    def row(closed: float, *, stated: bool = True) -> Submission:
        shares = {"open": 1 - closed, "closed": closed, "hybrid": 0.0}
        made = factories.submission(cohort, outcome={"acceptability": shares})
        if stated:
            factories.review(made, reader, "open")
        return made

    weak, strong, blind, conflicted = row(0.3), row(0.05), row(0.01, stated=False), row(0.02)
    reviews = {made: factories.review(made, other, "closed") for made in (weak, strong, blind)}
    factories.review(conflicted, other, "closed")
    Conflict.objects.create(submission=conflicted, user=reader)
    assert statistics.strongest_disagreements(cohort=cohort, user=reader) == [
        Disagreement(reviews[strong], Strategy.OPEN, 0.05),
        Disagreement(reviews[weak], Strategy.OPEN, 0.3),
    ]
    assert statistics.strongest_disagreements(cohort=cohort, user=factories.user()) == []


def test_severity_is_the_gap_to_what_others_gave(cohort: Cohort) -> None:
    people = [factories.member(cohort.accelerator) for _number in range(4)]
    criteria = set_criteria(cohort=cohort, items=[CriterionItem("One"), CriterionItem("Two")])
    draw = Random(3)  # noqa: S311 - nothing is secret here
    for _number in range(5):
        row = factories.submission(cohort)
        for person in people[:3]:
            review = factories.review(row, person)
            for criterion in criteria:
                score = draw.randint(1, 5)
                Rating.objects.create(review=review, criterion=criterion, score=score)
    alone = factories.review(factories.submission(cohort), people[3])
    Rating.objects.create(review=alone, criterion=criteria[0], score=5)
    found = {one.reviewer: one for one in statistics.severity(cohort)}
    ratings = list(Rating.objects.select_related("review"))
    for person in people[:3]:
        own = [rating for rating in ratings if rating.review.reviewer_id == person.pk]
        gaps = []
        for rating in own:
            others = [
                other.score
                for other in ratings
                if other != rating
                and other.criterion_id == rating.criterion_id
                and other.review.submission_id == rating.review.submission_id
            ]
            gaps.append(rating.score - sum(others) / len(others))
        one = found[person]
        assert (one.scores, one.shared) == (10, 10)
        assert one.mean is not None
        assert isclose(one.mean, sum(rating.score for rating in own) / 10)
        assert one.gap is not None
        assert isclose(one.gap, sum(gaps) / 10, abs_tol=1e-9)
    assert found[people[3]] == statistics.Severity(people[3], 1, None, 0, None)
    *known, last = [one.gap for one in statistics.severity(cohort)]
    assert known == sorted(gap for gap in known if gap is not None)
    assert last is None


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_cohort(
    number: int, cohort: Cohort, count_queries: Queries
) -> None:
    people = [factories.member(cohort.accelerator) for _number in range(number)]
    (criterion,) = set_criteria(cohort=cohort, items=[CriterionItem("One")])
    for person in people:
        review = factories.review(factories.submission(cohort), person, "closed")
        Rating.objects.create(review=review, criterion=criterion, score=3)
    with count_queries() as said:
        statistics.funnel(cohort)
        statistics.spread(cohort)
        statistics.people_against_machine(cohort)
        statistics.strongest_disagreements(cohort=cohort, user=people[0])
        statistics.severity(cohort)
    assert len(said) == 4 + 2 + 1 + 2 + 3
