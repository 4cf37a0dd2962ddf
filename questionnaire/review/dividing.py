"""What divides a cohort: questions that founders answer differently, and common tensions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, StrIndex

from questionnaire.enums import RuleKind
from questionnaire.models import Answer, AnswerOption, Cohort, Recommendation, Rule, Submission
from questionnaire.results.answers import NOT_SURE, UNANSWERED
from questionnaire.review.statistics import submitted_in
from questionnaire.review.suppression import Counts, hide_small


@dataclass(frozen=True)
class Divided:
    """How a question was answered, by key of option (NOT_SURE and UNANSWERED among them).

    `division` is how often two founders, drawn at random, answer it differently: 0 when all say
    the same. What is hidden counts as one answer there, so that it tells no more than is shown;
    None when all is hidden, or fewer than two have answered.
    """

    question: str
    set_key: str
    answers: Counts[str]
    division: float | None


@dataclass(frozen=True)
class Division:
    """The questions of a cohort, the most dividing first; and of each set the mean of its own."""

    questions: tuple[Divided, ...]
    sets: Mapping[str, float | None]


def division(cohort: Cohort) -> Division:
    """Return what divides the founders of a cohort, in three queries.

    Questions and options of several versions count together when they have the same keys.
    """
    submitted = submitted_in(cohort)
    answers = Answer.objects.filter(submission__in=submitted)
    rows = (
        answers.filter(Q(option__isnull=False) | Q(not_sure=True))
        .order_by()
        .values_list("question", "option")
        .annotate(number=Count("pk"))
    )
    offered = _Offered(submitted)
    tables = offered.tables
    for question, option, number in rows:
        place = offered.questions[question]
        tables[place][offered.options.get(option, NOT_SURE)] += number
        tables[place][UNANSWERED] -= number
    found = [_divided(set_key, question, table) for (set_key, question), table in tables.items()]
    found.sort(key=lambda one: (one.division is None, -(one.division or 0), one.question))
    return Division(tuple(found), _means(found))


class _Offered:
    """What the founders were asked, by primary key: the keys of questions and of options.

    `tables` has a cell for each option of each question: one left out would tell of a 0. All who
    were asked begin as UNANSWERED: without them, the total would tell how few have not answered.
    """

    def __init__(self, submitted: QuerySet[Submission]) -> None:
        self.questions: dict[int, tuple[str, str]] = {}
        self.options: dict[int, str] = {}
        self.tables: dict[tuple[str, str], dict[str, int]] = {}
        versions = submitted.order_by().values_list("questionnaire")
        asked = dict(versions.annotate(number=Count("pk")))
        rows = AnswerOption.objects.filter(question__question_set__questionnaire__in=asked)
        places = ("question__question_set__position", "question__position", "position", "pk")
        of_questions: dict[int, int] = {}
        for pk, key, question, question_key, set_key, version in rows.order_by(*places).values_list(
            "pk",
            "key",
            "question",
            "question__key",
            "question__question_set__key",
            "question__question_set__questionnaire",
        ):
            self.options[pk] = key
            self.questions[question] = (set_key, question_key)
            self.tables.setdefault((set_key, question_key), {})[key] = 0
            of_questions[question] = asked[version]
        for table in self.tables.values():
            table |= {NOT_SURE: 0, UNANSWERED: 0}
        for question, number in of_questions.items():
            self.tables[self.questions[question]][UNANSWERED] += number


def _divided(set_key: str, question: str, table: Mapping[str, int]) -> Divided:
    counts = hide_small(table)
    return Divided(question, set_key, counts, division_of(counts))


def division_of(counts: Counts[str]) -> float | None:
    """Return the chance that two who answered, drawn without putting back, differ (Simpson, 1949).

    Who has not answered counts only among the hidden.
    """
    shown = {key: number for key, number in counts.cells.items() if number is not None}
    answered = (counts.total or 0) - shown.pop(UNANSWERED, 0)
    if answered <= 1 or not shown:
        return None
    same = sum(number * (number - 1) for number in (*shown.values(), counts.pooled))
    return 1 - same / (answered * (answered - 1))


def _means(questions: list[Divided]) -> dict[str, float | None]:
    known: dict[str, list[float]] = {one.set_key: [] for one in questions}
    for one in questions:
        if one.division is not None:
            known[one.set_key].append(one.division)
    means = {key: sum(values) / len(values) if values else None for key, values in known.items()}
    return dict(sorted(means.items(), key=lambda item: (item[1] is None, -(item[1] or 0), item[0])))


def tensions(cohort: Cohort) -> dict[str, Counts[bool]]:
    """Return how many founders have each tension (True) and how many not, in two queries.

    The most common first; those of every version that was answered.
    """
    submitted = submitted_in(cohort)
    versions = submitted.order_by().values("questionnaire")
    keys = Rule.objects.filter(kind=RuleKind.TENSION, questionnaire__in=versions)
    names = sorted(set(keys.values_list("key", flat=True)))
    # The stored list as text: ["odd"]. Keys have no quotation marks in them. (A look-up with
    # "contains" would not tell small letters from capitals on SQLite.)
    said = Cast(KeyTextTransform("tensions", "outcome"), TextField())
    rows = Recommendation.objects.filter(submission__in=submitted).annotate(
        **{f"place_{n}": StrIndex(said, Value(f'"{name}"')) for n, name in enumerate(names)}
    )
    counted = rows.aggregate(
        total=Count("pk"),
        **{
            f"number_{place}": Count("pk", filter=Q(**{f"place_{place}__gt": 0}))
            for place, name in enumerate(names)
        },
    )
    numbers = {name: counted[f"number_{place}"] for place, name in enumerate(names)}
    numbers = dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
    return {
        name: hide_small({True: number, False: counted["total"] - number})
        for name, number in numbers.items()
    }
