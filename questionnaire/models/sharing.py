"""Read-only links to a result, made and revoked by its founder."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from questionnaire.models.submission import Submission


class SharedLink(models.Model):
    """A link that shows one result to whoever holds it, until it is revoked."""

    # Has no index of its own: the one of "one_shared_link_per_number" begins with it
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="shared_links", db_index=False
    )
    # Counts up from 1 within a submission and is never given again: the link's token follows from
    # it, and a revoked link must not come back to life
    number = models.PositiveIntegerField()
    # SHA-256 of the token in the link; the unique index serves access.shared_link_for_token
    token_hash = models.CharField(max_length=64, unique=True)
    shows_notes = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Its index serves sharing.links_of: the links of a submission, in order
            models.UniqueConstraint(
                fields=["submission", "number"], name="one_shared_link_per_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="shared_links_are_numbered_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.submission_id}"
