"""The choices that models, forms and templates share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaire import scoring


class Strategy(models.TextChoices):
    """What a recommendation can name; the values are the scoring's own."""

    OPEN = scoring.Strategy.OPEN.value, _("Open")
    CLOSED = scoring.Strategy.CLOSED.value, _("Closed")
    HYBRID = scoring.Strategy.HYBRID.value, _("Hybrid")


class Wording(models.TextChoices):
    """How firmly a recommendation may be worded; the values are the scoring's own."""

    CLEAR = scoring.Wording.CLEAR.value, _("clear")
    LEANING = scoring.Wording.LEANING.value, _("leaning")
    TOO_CLOSE_TO_CALL = scoring.Wording.TOO_CLOSE_TO_CALL.value, _("too close to call")
    TIE = scoring.Wording.TIE.value, _("tie")
    TOO_EARLY = scoring.Wording.TOO_EARLY.value, _("too early to say")
    NONE_COMPATIBLE = scoring.Wording.NONE_COMPATIBLE.value, _("none compatible")


class QuestionnaireStatus(models.TextChoices):
    """The life of a version: a draft is edited, then published, then retired; never back."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class SetKind(models.TextChoices):
    """Whether a question set is scored, or only feeds vetoes and tensions."""

    SCORED = "scored", _("Scored")
    FACTS = "facts", _("Facts only")


class RuleKind(models.TextChoices):
    """A veto rules a strategy out; a tension says that two answers pull apart."""

    VETO = "veto", _("Veto")
    TENSION = "tension", _("Tension")


class TranslationStatus(models.TextChoices):
    """How a text in one language stands to the text in the source language."""

    DONE = "done", _("Done")
    MISSING = "missing", _("Missing")
    OUTDATED = "outdated", _("Outdated")
    IDENTICAL = "identical", _("Identical")


class CorrectionFlaw(models.TextChoices):
    """Why a text is no correction of spelling."""

    DRAFT = "draft", _("This version is a draft: edit the text itself.")
    NO_REASON = "no_reason", _("Say in a few words what you are correcting.")
    EMPTY = "empty", _("A published text cannot be emptied.")
    UNCHANGED = "unchanged", _("Nothing has changed yet.")
    TOO_LONG = "too_long", _("This is longer than the text may be. Shorten it.")
    TOO_DIFFERENT = (
        "too_different",
        _("This changes more than spelling. Copy this version to a draft and change it there."),
    )


class SubmissionStatus(models.TextChoices):
    """The life of one person's pass through a questionnaire."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    REVIEWED = "reviewed", _("Reviewed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
