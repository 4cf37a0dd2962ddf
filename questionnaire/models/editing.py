"""What admins do to a questionnaire beside editing it: publishing, correcting, replaying."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.models.questionnaire import Questionnaire


class Publication(models.Model):
    """Who published a version, and which warnings they set aside, for what reason."""

    questionnaire = models.OneToOneField(
        Questionnaire, on_delete=models.CASCADE, related_name="publication"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="publications"
    )
    at = models.DateTimeField(default=timezone.now)
    # Keys of the checks that did not pass
    set_aside = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                condition=Q(set_aside=[]) | ~Q(reason=""),
                name="warnings_set_aside_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} at {self.at:%Y-%m-%d}"

    def get_additional_data(self) -> dict[str, Any]:
        """Return what the history keeps beside a change: see VersionedModel."""
        return {"questionnaire": self.questionnaire_id, "place": []}


class Correction(models.Model):
    """A spelling mistake mended in a published text: the one way in which such a text changes."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="corrections"
    )
    # Which text, such as questions.F1.options.grants.text (see catalogue.texts)
    place = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField(_("reason"))
    # The digest that results carry which were shown with the text as it was before
    text_digest_before = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="corrections"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="corrected_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="a_correction_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.language}"

    def get_additional_data(self) -> dict[str, Any]:
        """Return what the history keeps beside a change: see VersionedModel."""
        return {"questionnaire": self.questionnaire_id, "place": []}


class Replay(models.Model):
    """Past submissions scored under a draft, some at a time: which results would change."""

    draft = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="replays")
    # The draft as it was replayed: once it is edited, the replay tells of something else
    structure_digest = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="replays"
    )
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    # Submissions up to this one are done, in the order of their primary keys
    last_pk = models.BigIntegerField(default=0)
    # How many went from one strategy ("" for none) to another: [[before, after, count], ...]
    moves = models.JSONField(default=list)
    # The first that changed: [[submission, before, after], ...]
    changed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("replay")
        verbose_name_plural = _("replays")
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")), name="a_replay_does_no_more_than_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.done} of {self.total}"
