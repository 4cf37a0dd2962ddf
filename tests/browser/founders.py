"""Known founders: what they answer, so that everybody can tell beforehand what they should hear."""

from collections.abc import Mapping

from questionnaire.catalogue.content import Structure
from questionnaire.catalogue.queries import frozen
from questionnaire.models import Answer, Questionnaire, Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import NOT_SURE
from questionnaire.scoring import Strategy
from questionnaire.walk import services

Answers = Mapping[str, str]

STRATEGIES = tuple(Strategy)
# Together they rule out all three: each strategy meets an answer that it cannot live with
RULED_OUT = {"F1": "grants", "F3": "public", "K1": "no", "T6": "no_capacity", "T7": "complete"}


def decided(structure: Structure, strategy: Strategy) -> Answers:
    """Return answers that all clearly favour one strategy, by key of question."""
    answers = {}
    for part in structure.sets:
        for question in part.questions:
            favoured = (
                option.key
                for option in question.options
                if option.fits is None or getattr(option.fits, strategy) == 4
            )
            answers[question.key] = next(favoured)
    return answers


def mixed(structure: Structure, one: Strategy, other: Strategy) -> Answers:
    """Return answers that favour two strategies by turns."""
    favours_one, favours_other = decided(structure, one), decided(structure, other)
    return {
        key: (favours_other if turn % 2 else favours_one)[key]
        for turn, key in enumerate(favours_one)
    }


def unsure(structure: Structure) -> Answers:
    """Return "not sure yet" for every question."""
    return {question.key: NOT_SURE for part in structure.sets for question in part.questions}


def torn(structure: Structure) -> Answers:
    """Return answers that rule every strategy out, pull apart, and leave something open."""
    answers = {**decided(structure, Strategy.HYBRID), **RULED_OUT}
    return {**answers, "E11": "contribute", "X15": NOT_SURE}


def begun(
    questionnaire: Questionnaire,
    answers: Answers | None = None,
    *,
    language: str = "en",
    name: str = "",
) -> str:
    """Start a submission without a browser, with these answers; return its token."""
    submission, token = services.start(
        questionnaire=questionnaire, language=language, venture_name=name
    )
    _save(submission, answers or {}, language)
    return token


def answer_elsewhere(token: str, answers: Answers) -> None:
    """Answer as another device would, while a page is open in the browser."""
    submission = submission_for_token(token)
    _save(submission, answers, submission.language)


def _save(submission: Submission, answers: Answers, language: str) -> None:
    questions = frozen(submission.questionnaire, language=language).questions
    for key, choice in answers.items():
        question = questions[key]
        option = None if choice == NOT_SURE else question.option(choice).pk
        Answer.objects.update_or_create(
            submission=submission,
            question_id=question.pk,
            defaults={"option_id": option, "not_sure": option is None},
        )


def submitted(questionnaire: Questionnaire, answers: Answers, *, language: str = "en") -> str:
    """Return the token of a submission that was begun and submitted without a browser."""
    token = begun(questionnaire, answers, language=language)
    services.submit(token=token, language=language)
    return token


def saved_choices(submission: Submission | None = None) -> dict[str, str]:
    """Return what the database holds, by key of question, of the only submission or of this one."""
    rows = (submission or Submission.objects.get()).answers.values_list(
        "question__key", "option__key", "not_sure"
    )
    return {key: NOT_SURE if not_sure else option or "" for key, option, not_sure in rows}
