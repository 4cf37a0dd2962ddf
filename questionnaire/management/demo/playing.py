"""What founders do: they are invited, begin, answer, submit, and some of them think again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from questionnaire.catalogue.queries import frozen
from questionnaire.management.demo.ventures import IMPORTANCE, Founder, Stage, answers_of
from questionnaire.models import Cohort, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import Said
from questionnaire.results.cohorts import founder_token
from questionnaire.review import inviting
from questionnaire.walk import joining, services
from questionnaire.walk.answering import Change, Value, save_answers, save_importance

# One founder of so many has no invitation, and comes with the cohort's code
WITHOUT_INVITATION = 12
# One founder of so many submits a second version, with another answer to this question
REVISES, RETHOUGHT = 9, ("F2", "6to18", "18to36")

# In what part of the time between the opening and now founders begin
WHEN, WHEN_NEW = (0.05, 0.9), (0.94, 0.99)


@dataclass(frozen=True)
class Entry:
    """A founder with the submission that stands, and when they began it."""

    founder: Founder
    submission: Submission
    began: datetime


def play(founders: list[Founder], cohort: Cohort, until: datetime) -> list[Entry]:
    """Let founders do all that they do in a cohort, between its opening and a moment."""
    entries = []
    for number, founder in enumerate(founders):
        first, last = WHEN_NEW if founder.stage == Stage.NEW else WHEN
        share = Random(f"begin {founder.venture}").uniform(first, last)  # noqa: S311 - no secret
        began = cohort.opens_at + share * (until - cohort.opens_at)
        token = _begin(founder, cohort, began, has_code=number % WITHOUT_INVITATION == 0)
        if not token:
            continue
        _answer(founder, token)
        if founder.stage != Stage.DRAFT:
            services.submit(token=token, language=founder.language)
            if number % REVISES == 0:
                token = _revise(founder, token)
        entries.append(Entry(founder, submission_for_token(token), began))
    return entries


def _begin(founder: Founder, cohort: Cohort, began: datetime, *, has_code: bool) -> str:
    """Return the token of the submission that a founder begins; "" for one who does not."""
    begins = founder.stage != Stage.INVITED
    if has_code and begins:
        return joining.join(
            cohort=cohort,
            language=founder.language,
            venture_name=founder.venture,
            email=founder.email,
        )[1]
    address = inviting.Address(founder.email, founder.language)
    invitation = inviting.invite_founders(cohort=cohort, addresses=[address]).new[0]
    inviting.mark_sent(invitation=invitation, now=max(cohort.opens_at, began - timedelta(days=2)))
    if not begins:
        return ""
    return joining.join_invited(
        token=founder_token(invitation), language=founder.language, venture_name=founder.venture
    )[1]


def _answer(founder: Founder, token: str) -> None:
    submission = submission_for_token(token)
    questionnaire = frozen(submission.questionnaire, language=founder.language)
    answers = answers_of(founder, questionnaire)
    _save(submission, founder.language, answers)
    if len(answers) == len(questionnaire.questions):
        levels = IMPORTANCE[founder.kind].items()
        save_importance(
            submission=submission,
            changes={key: Value(str(level)) for key, level in levels},
            language=founder.language,
        )


def _revise(founder: Founder, token: str) -> str:
    """Submit another version with one answer changed; return its token."""
    following = services.revise(token=token)
    question, one, other = RETHOUGHT
    revision = submission_for_token(following)
    chosen = revision.answers.filter(question__key=question, option__key=one).exists()
    _save(revision, founder.language, {question: Said(other if chosen else one)})
    services.submit(token=following, language=founder.language)
    return following


def _save(submission: Submission, language: str, answers: Mapping[str, Said]) -> None:
    save_answers(
        submission=submission,
        questionnaire=frozen(submission.questionnaire, language=language),
        changes={
            key: Change(Value(said.choice), Value(said.note or None))
            for key, said in answers.items()
        },
        language=language,
    )
