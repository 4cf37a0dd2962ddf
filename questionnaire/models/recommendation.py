"""What the scoring said, kept as it was said."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from questionnaire.enums import Strategy, Wording
from questionnaire.models.submission import Submission


class Recommendation(models.Model):
    """The stored outcome of one submission, with all that it takes to recompute it."""

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="recommendation"
    )
    strategy = models.CharField(max_length=8, choices=Strategy, blank=True)
    wording = models.CharField(max_length=20, choices=Wording)
    outcome = models.JSONField()
    engine_version = models.CharField(max_length=20)
    # SHA-256 in hexadecimal: of the rubric, of the words in all languages, of the sample
    structure_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    sample_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(strategy__in=["", *Strategy.values]),
                name="recommends_known_strategy_or_none",
            ),
            models.CheckConstraint(condition=Q(wording__in=Wording.values), name="known_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.strategy or '-'}, {self.wording}"
