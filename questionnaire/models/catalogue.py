"""What is asked: the sets of a questionnaire, their questions and the answers on offer."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from questionnaire.enums import SetKind, Strategy
from questionnaire.models.questionnaire import Questionnaire
from questionnaire.models.translated import Translated
from questionnaire.models.versioned import VersionedModel

MAX_FIT = 4
KEY_HELP = _("A stable short name for machines; never shown, never translated.")
FIT_FIELDS = tuple(f"fit_{strategy}" for strategy in Strategy.values)
# A comparison with NULL is neither true nor false, and a constraint lets that pass: hence isnull.
ALL_FITS = Q(
    *((f"{name}__isnull", False) for name in FIT_FIELDS),
    *((f"{name}__range", (0, MAX_FIT)) for name in FIT_FIELDS),
)
NO_FITS = Q(*((f"{name}__isnull", True) for name in FIT_FIELDS))


class StrategyText(VersionedModel, Translated):
    """What open, closed or hybrid means in this questionnaire."""

    owner_path = "questionnaire"
    label_path = "strategy"
    source_path = "questionnaire__source_language"
    translated = ("name", "headline", "sentence")

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="strategy_texts"
    )
    strategy = models.CharField(_("strategy"), max_length=8, choices=Strategy)
    name = models.CharField(pgettext_lazy("of a question set or strategy", "name"), max_length=60)
    headline = models.CharField(
        _("headline"), max_length=200, help_text=_("What the result page says first.")
    )
    sentence = models.TextField(
        _("sentence"), help_text=_("What the strategy means, in one sentence.")
    )

    class Meta:
        verbose_name = _("strategy wording")
        verbose_name_plural = _("strategy wordings")
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


class Source(VersionedModel, Translated):
    """A fact that questions and advice rest on, and where it was read."""

    owner_path = "questionnaire"
    source_path = "questionnaire__source_language"
    translated = ("text",)

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="sources"
    )
    key = models.SlugField(_("key"), max_length=40, help_text=KEY_HELP)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("what it says"))
    citation = models.CharField(
        _("citation"), max_length=300, help_text=_("Who, what, when: the same in every language.")
    )
    url = models.URLField(_("web address"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="source_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSet(VersionedModel, Translated):
    """One of the parts of a questionnaire, one step of the walk."""

    owner_path = "questionnaire"
    source_path = "questionnaire__source_language"
    translated = ("name", "intro", "swing")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sets")
    key = models.SlugField(_("key"), max_length=40, help_text=KEY_HELP)
    kind = models.CharField(_("kind"), max_length=8, choices=SetKind, default=SetKind.SCORED)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(pgettext_lazy("of a question set or strategy", "name"), max_length=80)
    intro = models.TextField(_("introduction"))
    swing = models.TextField(
        _("what it would mean if this mattered most"),
        blank=True,
        help_text=_("Asked on the page “What matters most”."),
    )

    class Meta:
        verbose_name = _("question set")
        verbose_name_plural = _("question sets")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="set_key_unique"),
            models.CheckConstraint(condition=Q(kind__in=SetKind.values), name="known_set_kind"),
        ]

    def __str__(self) -> str:
        return self.key


class Question(VersionedModel, Translated):
    """What is asked."""

    owner_path = "question_set__questionnaire"
    source_path = "question_set__questionnaire__source_language"
    translated = ("text", "help", "why")

    question_set = models.ForeignKey(
        QuestionSet,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("question set"),
    )
    key = models.CharField(_("key"), max_length=40, help_text=KEY_HELP)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    covers = models.TextField(
        _("covers"),
        blank=True,
        help_text=_("The question of the article that this one asks, in its own words."),
    )
    changeable = models.BooleanField(
        _("can be changed"),
        default=True,
        help_text=_("Whether a founder could decide to answer otherwise; if not, it is a fact."),
    )
    text = models.TextField(_("question"))
    help = models.TextField(_("hint"), blank=True)
    why = models.TextField(_("why this is asked"))
    sources = models.ManyToManyField(Source, through="QuestionSource", related_name="questions")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "key"], name="question_key_unique"),
        ]

    def __str__(self) -> str:
        return self.key


class QuestionSource(VersionedModel):
    """A question rests on a source."""

    owner_path = "question__question_set__questionnaire"
    label_path = "source.key"

    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("link to a source")
        verbose_name_plural = _("links to sources")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "source"], name="source_once_per_question"),
        ]

    def __str__(self) -> str:
        return self.source.key


class AnswerOption(VersionedModel, Translated):
    """An answer on offer, and how well each strategy fits it (0 works against, 4 favours)."""

    owner_path = "question__question_set__questionnaire"
    source_path = "question__question_set__questionnaire__source_language"
    translated = ("text", "reason")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(_("key"), max_length=40, help_text=KEY_HELP)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("answer"))
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why its fits are what they are.")
    )
    fit_open = models.PositiveSmallIntegerField(
        _("fit: open"), null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_closed = models.PositiveSmallIntegerField(
        _("fit: closed"), null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )
    fit_hybrid = models.PositiveSmallIntegerField(
        _("fit: hybrid"), null=True, blank=True, validators=[MaxValueValidator(MAX_FIT)]
    )

    class Meta:
        verbose_name = _("answer option")
        verbose_name_plural = _("answer options")
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


class Advice(VersionedModel, Translated):
    """A next step for one set under one strategy."""

    owner_path = "question_set__questionnaire"
    source_path = "question_set__questionnaire__source_language"
    translated = ("text",)

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="advice")
    key = models.SlugField(_("key"), max_length=40, help_text=KEY_HELP)
    strategy = models.CharField(_("strategy"), max_length=8, choices=Strategy)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("next step"))
    sources = models.ManyToManyField(Source, through="AdviceSource", related_name="advice")

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
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
    label_path = "source.key"

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("link to a source")
        verbose_name_plural = _("links to sources")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["advice", "source"], name="source_once_per_advice"),
        ]

    def __str__(self) -> str:
        return self.source.key
