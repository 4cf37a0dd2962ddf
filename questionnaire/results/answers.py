"""What a submission says, by keys: for the walk to show, and for the scoring to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaire import scoring
from questionnaire.catalogue.values import FrozenQuestion, FrozenQuestionnaire, FrozenSet
from questionnaire.models import Answer, Submission

NOT_SURE = "not-sure"
UNANSWERED = ""


@dataclass(frozen=True)
class Said:
    """What is said to one question: an option's key, NOT_SURE or UNANSWERED; and a note."""

    choice: str = UNANSWERED
    note: str = ""


def answers_of(submission: Submission, questionnaire: FrozenQuestionnaire) -> dict[str, Said]:
    """Return what has been said so far, by key of question, in one query."""
    return answers_of_each([submission], questionnaire)[submission.pk]


def answers_of_each(
    submissions: Sequence[Submission], questionnaire: FrozenQuestionnaire
) -> dict[int, dict[str, Said]]:
    """Return what several submissions of one version say, by their primary key, in one query."""
    questions = {question.pk: question for question in questionnaire.questions.values()}
    options = {
        option.pk: option.key for question in questions.values() for option in question.options
    }
    rows = Answer.objects.filter(submission__in=submissions).values_list(
        "submission_id", "question_id", "option_id", "not_sure", "note"
    )
    answers: dict[int, dict[str, Said]] = {submission.pk: {} for submission in submissions}
    for submission, question, option, not_sure, note in rows:
        choice = NOT_SURE if not_sure else options.get(option, UNANSWERED)
        answers[submission][questions[question].key] = Said(choice, note)
    return answers


def without_notes(answers: Mapping[str, Said]) -> dict[str, Said]:
    """Return the answers alone."""
    return {key: Said(said.choice) for key, said in answers.items()}


def form_of(answers: Mapping[str, Said], importance: Mapping[str, int]) -> scoring.Form:
    """Return the form that the scoring reads; a question with no more than a note is left out."""
    return scoring.Form(
        answers={
            key: None if said.choice == NOT_SURE else said.choice
            for key, said in answers.items()
            if said.choice != UNANSWERED
        },
        importance=dict(importance),
    )


@dataclass(frozen=True)
class ReadOver:
    """A question with what was said to it, for reading over."""

    question: FrozenQuestion
    said: Said

    @property
    def is_open(self) -> bool:
        """Whether nothing has been answered yet."""
        return self.said.choice == UNANSWERED

    @property
    def is_unsure(self) -> bool:
        """Whether the answer is "not sure yet"."""
        return self.said.choice == NOT_SURE

    @property
    def text(self) -> str:
        """The words of an answer that was chosen."""
        return self.question.option(self.said.choice).text


def read_over(
    questionnaire: FrozenQuestionnaire, answers: Mapping[str, Said]
) -> list[tuple[FrozenSet, list[ReadOver]]]:
    """Return every question with its answer, set by set."""
    return [
        (part, [ReadOver(item, answers.get(item.key, Said())) for item in part.questions])
        for part in questionnaire.sets
    ]
