"""What is asked: the sets of a questionnaire, their questions and the answers on offer."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from questionnaire.enums import SetKind, Strategy
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.versioned import VersionedModel

MAX_FIT = 4
FIT_FIELDS = tuple(f"fit_{strategy}" for strategy in Strategy.values)
# A comparison with NULL is neither true nor false, and a constraint lets that pass: hence isnull.
ALL_FITS = Q(
    *((f"{name}__isnull", False) for name in FIT_FIELDS),
    *((f"{name}__range", (0, MAX_FIT)) for name in FIT_FIELDS),
)
NO_FITS = Q(*((f"{name}__isnull", True) for name in FIT_FIELDS))


class StrategyText(VersionedModel):
    """What open, closed or hybrid means in this questionnaire."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="strategy_texts"
    )
    strategy = models.CharField(max_length=8, choices=Strategy)
    name = models.CharField(max_length=60)
    headline = models.CharField(max_length=200)
    sentence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "strategy"], name="one_text_per_strategy"
            ),
            models.CheckConstraint(
                condition=Q(strategy__in=Strategy.values), name="text_of_known_strategy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.name}"


class Source(VersionedModel):
    """A fact that questions and advice rest on, and where it was read."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="sources"
    )
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    citation = models.CharField(max_length=300)
    url = models.URLField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="source_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSet(VersionedModel):
    """One of the parts of a questionnaire, one step of the walk."""

    owner_path = "questionnaire"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sets")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=SetKind, default=SetKind.SCORED)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    intro = models.TextField()
    swing = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="set_key_unique"),
            models.CheckConstraint(condition=Q(kind__in=SetKind.values), name="known_set_kind"),
        ]

    def __str__(self) -> str:
        return self.key


class Question(VersionedModel):
    """What is asked."""

    owner_path = "question_set__questionnaire"

    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, related_name="questions"
    )
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    covers = models.TextField(blank=True)
    changeable = models.BooleanField(default=True)
    text = models.TextField()
    help = models.TextField(blank=True)
    why = models.TextField()
    sources = models.ManyToManyField(Source, through="QuestionSource", related_name="questions")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="question_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSource(VersionedModel):
    """A question rests on a source."""

    owner_path = "question__question_set__questionnaire"

    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "source"], name="source_once_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} on {self.source_id}"


class AnswerOption(VersionedModel):
    """An answer on offer, and how well each strategy fits it (0 works against, 4 favours)."""

    owner_path = "question__question_set__questionnaire"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)
    fit_open = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_closed = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_hybrid = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="option_key_unique"),
            models.CheckConstraint(
                condition=ALL_FITS | NO_FITS,
                name="fits_from_0_to_4_all_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Advice(VersionedModel):
    """A next step for one set under one strategy."""

    owner_path = "question_set__questionnaire"

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="advice")
    key = models.SlugField(max_length=60)
    strategy = models.CharField(max_length=8, choices=Strategy)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    sources = models.ManyToManyField(Source, through="AdviceSource", related_name="advice")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="advice_key_unique"),
            models.CheckConstraint(
                condition=Q(strategy__in=Strategy.values), name="advice_for_known_strategy"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AdviceSource(VersionedModel):
    """A next step rests on a source."""

    owner_path = "advice__question_set__questionnaire"

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["advice", "source"], name="source_once_per_advice"),
        ]

    def __str__(self) -> str:
        return f"{self.advice_id} on {self.source_id}"
