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
    NOT_SHOWN = "not_shown", _("This contains characters that cannot be shown. Type it anew.")
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


class MemberRole(models.TextChoices):
    """What a person may do for an accelerator."""

    MANAGER = "manager", _("Manager")
    REVIEWER = "reviewer", _("Reviewer")


class MailKind(models.TextChoices):
    """What a mail is for; each kind has a template of its own."""

    COLLEAGUE = "colleague", _("Invitation of a colleague")
    FOUNDER = "founder", _("Invitation of a founder")
    REMINDER = "reminder", _("Reminder")
    MENTION = "mention", _("Mention in a comment")
    ASSIGNED = "assigned", _("Assignment")
    FEEDBACK = "feedback", _("Feedback")


class MailState(models.TextChoices):
    """How far a mail has come."""

    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    STOPPED = "stopped", _("Stopped")


class MailTrouble(models.TextChoices):
    """Why a mail was not sent, in words that tell what to do."""

    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    ADDRESS = "address", _("The mail server refuses this address. Check how it is spelt.")
    REFUSED = "refused", _("The mail server did not take the mail.")
    INTERRUPTED = "interrupted", _("Sending it was interrupted several times.")
    OLD_KEY = "old_key", _("Its link was made with a key that is no longer in use. Invite again.")
    UNEXPECTED = "unexpected", _("It could not be written. The log of the site tells more.")
    UNWANTED = "unwanted", _("The recipient has asked for no more mails.")
    FINISHED = "finished", _("The founder had submitted by then.")
    CLOSED = "closed", _("The cohort had closed by then.")
    GONE = "gone", _("There was no reason for it any more.")


class ExportFormat(models.TextChoices):
    """The files that a list of submissions can be taken away in."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "XLSX"
    JSON = "json", "JSON"


class CohortFlaw(models.TextChoices):
    """Why a cohort cannot be as it was asked for."""

    NO_NAME = "no_name", _("Give the cohort a name.")
    NOT_PUBLISHED = "not_published", _("No questionnaire of this name is published.")
    BEGUN = "begun", _("Founders have begun: the questionnaire stays as it is.")
    CLOSES_FIRST = "closes_first", _("The closing date has to be after the opening date.")
    NO_LANGUAGE = "no_language", _("Choose at least one of the languages.")
    REMINDS_WRONGLY = "reminds_wrongly", _("Choose a number of days from 1 to 30.")
