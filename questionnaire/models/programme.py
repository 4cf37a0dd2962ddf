"""Who reads submissions: accelerators, the people who work there, their cohorts and invitations."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.enums import MemberRole

CODE_LENGTH = 8
MAX_REMIND_EVERY_DAYS = 30
MAX_WELCOME = 2_000

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)


class Accelerator(models.Model):
    """A programme that invites founders and reads what they answer."""

    name = models.CharField(_("name of the accelerator"), max_length=120)
    demands_second_factor = models.BooleanField(
        _("everybody signs in with a second factor"), default=False
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("accelerator")
        verbose_name_plural = _("accelerators")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="accelerator_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person who works for an accelerator, and as what."""

    # Has no index of its own: the one of "one_membership_per_person" begins with it
    accelerator = models.ForeignKey(
        Accelerator, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    # Its index serves access: what a person works for
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=8, choices=MemberRole)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["accelerator", "user"], name="one_membership_per_person"
            ),
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="known_member_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.accelerator_id}: {self.role}"


class MailLanguage(models.Model):
    """The language that a member of the staff wants mails in; without a row, their invitation's."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mail_language",
    )
    language = models.CharField(max_length=8)

    def __str__(self) -> str:
        return f"{self.user_id} in {self.language}"


class Invitation(models.Model):
    """A link by which one person may begin to work for an accelerator."""

    # Its index serves people.open_invitations
    accelerator = models.ForeignKey(
        Accelerator, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("email"))
    role = models.CharField(_("role"), max_length=8, choices=MemberRole)
    language = models.CharField(_("language of the mail"), max_length=8)
    # SHA-256 of the token in the link; the unique index serves access.invitation_for_token
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # As it was when the invitation was accepted: it need not be the one that was invited
    accepted_email = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="invited_as_known_role"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.accelerator_id}"


class Cohort(models.Model):
    """One intake of an accelerator: what its founders answer, and from when to when."""

    # Its index serves access.cohorts_of
    accelerator = models.ForeignKey(Accelerator, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name of the cohort"), max_length=120)
    questionnaire_key = models.SlugField(_("questionnaire"), max_length=40, db_index=False)
    # What founders type in. It is no secret: it lets one begin, and see nothing of anybody. The
    # unique index serves access.cohort_for_code.
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    # Codes of the languages that founders are invited in
    languages = models.JSONField(_("languages"), default=list)
    welcome = models.TextField(_("what founders read first"), max_length=MAX_WELCOME, blank=True)
    contact_email = models.EmailField(_("whom founders ask"), blank=True)
    is_blind = models.BooleanField(
        _("reviewers state a strategy of their own before they see the recommendation"),
        default=True,
    )
    remind_every_days = models.PositiveSmallIntegerField(
        _("days between reminders"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_REMIND_EVERY_DAYS)],
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="cohort_has_a_name"),
            models.CheckConstraint(
                condition=Q(code__length=CODE_LENGTH), name="cohort_code_has_8_characters"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="cohort_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(remind_every_days__isnull=True)
                | Q(remind_every_days__range=(1, MAX_REMIND_EVERY_DAYS)),
                name="reminders_every_1_to_30_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime) -> bool:
        """Whether founders may begin and submit at this moment."""
        return self.opens_at <= now and not self.is_closed(now)

    def is_closed(self, now: datetime) -> bool:
        """Whether the closing date has passed."""
        return self.closes_at is not None and now >= self.closes_at


class FounderInvitation(models.Model):
    """A link by which one founder may begin in a cohort, and whether to remind them."""

    # Has no index of its own: the one of "one_invitation_per_address" begins with it
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="founder_invitations", db_index=False
    )
    # In small letters, so that one address is one invitation
    email = models.EmailField()
    language = models.CharField(max_length=8)
    # SHA-256 of the token in the link; the unique index serves joining.invitation_for_token
    token_hash = models.CharField(max_length=64, unique=True)
    submission = models.OneToOneField(
        "questionnaire.Submission",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="founder_invitation",
    )
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "email"], name="one_invitation_per_address"),
            models.CheckConstraint(
                condition=Q(reminders=0) | Q(reminded_at__isnull=False),
                name="reminders_have_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.cohort_id}"
