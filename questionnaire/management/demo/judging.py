"""What staff do: they share the work, read, judge, talk, and answer the founders."""

from collections.abc import Sequence
from random import Random

from django.contrib.auth.models import User

from questionnaire.enums import Strategy, SubmissionStatus
from questionnaire.management.demo.playing import Entry
from questionnaire.management.demo.staff import REVIEWERS, Staff
from questionnaire.management.demo.texts import texts
from questionnaire.management.demo.ventures import Stage
from questionnaire.models import MAX_SCORE, MIN_SCORE, Cohort, Recommendation, Review
from questionnaire.review import assigning, comments, feedback, reviewing

JUDGED = (Stage.IN_REVIEW, Stage.REVIEWED, Stage.RELEASED)
ANSWERED = (Stage.REVIEWED, Stage.RELEASED)
# How often a reviewer says what the machine will say
AGREES = 0.7
# By how much each reviewer scores above what the others would: the first is severe, the last mild
LEANINGS = (-1, 0, 0, 1)
# One submission of so many is talked about
DISCUSSED = 3


def judge(staff: Staff, cohort: Cohort, entries: Sequence[Entry]) -> None:
    """Let the staff do what they have done by now about a cohort's submissions."""
    submitted = [entry for entry in entries if entry.founder.stage != Stage.DRAFT]
    _conflict(staff, submitted)
    assigning.balance(cohort=cohort, by=staff.manager, reviewers=staff.reviewers, each=2)
    for number, entry in enumerate(submitted):
        if entry.founder.stage in JUDGED:
            _judge(staff, entry)
            if number % DISCUSSED == 0:
                _discuss(staff, entry)
        if entry.founder.stage in ANSWERED:
            _answer(staff, entry)


def _conflict(staff: Staff, submitted: Sequence[Entry]) -> None:
    """Let one reviewer declare a conflict, with the first that nobody has judged."""
    waiting = [one for one in submitted if one.founder.stage == Stage.SUBMITTED]
    for entry in waiting[:1]:
        assigning.declare_conflict(
            submission=entry.submission, user=staff.reviewers[2], reason="I advise them."
        )


def _judge(staff: Staff, entry: Entry) -> None:
    """Let those who are assigned judge: one of them as yet, or both, which ends the review."""
    assigned = [one for one in staff.reviewers if _is_assigned(one, entry)]
    is_over = entry.founder.stage in ANSWERED
    for reviewer in assigned if is_over else assigned[:1]:
        _state(staff, entry, reviewer)
    if is_over:
        reviewing.change_state(
            submission=entry.submission, user=assigned[0], state=SubmissionStatus.REVIEWED
        )


def _is_assigned(reviewer: User, entry: Entry) -> bool:
    return entry.submission.assignments.filter(reviewer=reviewer).exists()


def _state(staff: Staff, entry: Entry, reviewer: User) -> None:
    random = Random(f"{reviewer.email} {entry.founder.venture}")  # noqa: S311 - nothing secret
    number = staff.reviewers.index(reviewer)
    strategy = _strategy(entry, random)
    why = random.choice(texts(REVIEWERS[number].language).whys[strategy])
    submission = entry.submission
    reviewing.mark_read(submission=submission, user=reviewer)
    reviewing.state_verdict(submission=submission, user=reviewer, strategy=strategy, why=why)
    merit = Random(entry.founder.venture).randint(2, 5)  # noqa: S311 - nothing secret
    criteria = submission.cohort.criteria.all() if submission.cohort else ()
    scores = {
        criterion.pk: _score(merit + LEANINGS[number] + random.choice((-1, 0, 0, 1)))
        for criterion in criteria
    }
    reviewing.rate(submission=submission, user=reviewer, scores=scores)


def _strategy(entry: Entry, random: Random) -> Strategy:
    """Return what a reviewer says: mostly what the machine does, who has the same answers."""
    machine = Recommendation.objects.get(submission=entry.submission).strategy
    if machine and random.random() < AGREES:
        return Strategy(machine)
    return random.choice([one for one in Strategy if one.value != machine])


def _score(number: int) -> int:
    return max(MIN_SCORE, min(MAX_SCORE, number))


def _discuss(staff: Staff, entry: Entry) -> None:
    """Let one reviewer ask another, who answers in the same language."""
    one = Review.objects.filter(submission=entry.submission).earliest("pk").reviewer
    number = staff.reviewers.index(one)
    said = texts(REVIEWERS[number].language).comments
    others = [other for other in staff.reviewers if other != one and _is_assigned(other, entry)]
    other = others[0]
    question = comments.say(
        submission=entry.submission,
        author=one,
        text=f"@{comments.name_of(other)} {said['question']}",
    )
    comments.say(submission=entry.submission, author=other, text=said["answer"], parent=question.pk)


def _answer(staff: Staff, entry: Entry) -> None:
    """Write to the founder in their language; let them read it, or not yet."""
    submission = entry.submission
    verdict = Review.objects.filter(submission=submission).latest("pk").strategy
    text = texts(entry.founder.language).feedback[verdict]
    feedback.write(submission=submission, user=staff.manager, text=text)
    if entry.founder.stage == Stage.RELEASED:
        feedback.release(submission=submission, user=staff.manager)
