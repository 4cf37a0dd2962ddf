"""What staff do with a submission: take it on, read, judge, rate, discuss, answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import ExportFormat, Strategy
from questionnaire.models.programme import Accelerator, Cohort
from questionnaire.models.submission import Submission

MIN_SCORE, MAX_SCORE = 1, 5
MAX_COMMENT = 5_000
MAX_WHY = 5_000
MAX_FEEDBACK = 10_000


class Assignment(models.Model):
    """A submission that one person is to review."""

    # Has no index of its own: the one of "assigned_once" begins with it
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="assignments", db_index=False
    )
    # Its index serves the queue's "assigned to me", and the load in assigning.balance
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="assigned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} to {self.reviewer_id}"


class Conflict(models.Model):
    """A person's conflict of interest: it closes all that the venture submitted to them."""

    # Has no index of its own: the one of "conflict_declared_once" begins with it
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="conflicts", db_index=False
    )
    # Its index serves queries.visible: what a person may not see
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conflicts"
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "user"], name="conflict_declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.submission_id}"


class ReadMark(models.Model):
    """That a person has opened a submission, and when last."""

    # Has no index of its own: the one of "one_read_mark_per_person" begins with it, and serves the
    # queue's "unread"
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="read_marks", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "user"], name="one_read_mark_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} by {self.user_id}"


class Review(models.Model):
    """The strategy that a person would recommend, and why."""

    # Has no index of its own: the one of "one_review_per_person" begins with it, and serves
    # blindness: whether a person has stated a strategy
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="reviews", db_index=False
    )
    # Who has judged stays named: accounts that have are switched off, not deleted
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    strategy = models.CharField(_("strategy"), max_length=8, choices=Strategy)
    why = models.TextField(_("why"), max_length=MAX_WHY)
    # What was stated first, and whether that was before seeing the machine's recommendation:
    # agreement with the machine is measured by it
    first_strategy = models.CharField(max_length=8, choices=Strategy)
    was_blind = models.BooleanField()
    stated_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "reviewer"], name="one_review_per_person"
            ),
            models.CheckConstraint(
                condition=Q(strategy__in=Strategy.values, first_strategy__in=Strategy.values),
                name="review_of_known_strategy",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & Q(why__length__lte=MAX_WHY), name="review_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} for {self.submission_id} by {self.reviewer_id}"


class Criterion(models.Model):
    """One line of the rubric that a cohort's submissions are rated by."""

    # Has no index of its own: the one of "criterion_key_unique" begins with it
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="criteria", db_index=False
    )
    key = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(_("name of the criterion"), max_length=80)
    hint = models.CharField(_("what deserves a high score"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="criterion_key_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="criterion_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """A person's score for one criterion, 1 to 5."""

    # Has no index of its own: the one of "one_score_per_criterion" begins with it
    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="ratings", db_index=False
    )
    # A criterion by which something was rated stays
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="ratings")
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(score__range=(MIN_SCORE, MAX_SCORE)), name="score_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.score}"


class Comment(models.Model):
    """Something said about a submission; an answer to it has it as its parent."""

    # Has no index of its own: "comments_of_submission" begins with it
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    # One level: comments.say refuses an answer to an answer
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    text = models.TextField(_("comment"), max_length=MAX_COMMENT)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # Serves comments.thread: all that was said about a submission, in order
            models.Index(fields=["submission", "at"], name="comments_of_submission"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(text__length__lte=MAX_COMMENT),
                name="comment_of_1_to_5000_characters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.submission_id}"


class Mention(models.Model):
    """A person who is named in a comment."""

    # Has no index of its own: the one of "mentioned_once" begins with it
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="mentioned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.comment_id}"


class Feedback(models.Model):
    """What staff answer a founder; the founder reads it once it is released."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="feedback")
    text = models.TextField(_("feedback"), max_length=MAX_FEEDBACK)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(text__length__lte=MAX_FEEDBACK),
                name="feedback_of_1_to_10000_characters",
            ),
        ]

    def __str__(self) -> str:
        return f"to {self.submission_id}"


class Export(models.Model):
    """That somebody took a list of submissions away, and which."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Has no index of its own: "exports_of_accelerator" begins with it
    accelerator = models.ForeignKey(
        Accelerator, on_delete=models.CASCADE, related_name="exports", db_index=False
    )
    format = models.CharField(max_length=4, choices=ExportFormat)
    filters = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            # Serves the list of an accelerator's exports, newest first
            models.Index(fields=["accelerator", "-at"], name="exports_of_accelerator"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(format__in=ExportFormat.values), name="export_of_known_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows} as {self.format}"
