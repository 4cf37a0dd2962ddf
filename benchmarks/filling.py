"""Submissions by the million, for measuring; written by COPY, past all services."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import User

from questionnaire.enums import SubmissionStatus
from questionnaire.models import (
    Cohort,
)

KEY = "release"
PER_COHORT, COHORTS, ANSWERED = 400, 10, 5
BLOCK = 20_000
OPENED = datetime(2026, 5, 4, 9, tzinfo=UTC)
MINUTES = 60 * 24 * 40
LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
FIRST = (
    "Amber",
    "Birch",
    "Copper",
    "Harbour",
    "Lumen",
    "North",
    "Quiet",
    "River",
    "Stone",
    "Tidal",
)
SECOND = ("Analytics", "Care", "Fields", "Harbour", "Labs", "Learning", "Robotics", "Speech")
STATES = (SubmissionStatus.SUBMITTED, SubmissionStatus.IN_REVIEW, SubmissionStatus.REVIEWED)
DRAFTS = 0.15
# So many different results, each computed from answers; they are shared out
RESULTS = 60


@dataclass(frozen=True)
class Filled:
    """The person who is measured, somebody they work with, and the cohorts that have answers."""

    reader: User
    colleague: User
    answered: tuple[Cohort, ...]
    shown: tuple[int, ...]
