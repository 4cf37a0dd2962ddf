"""The one app of the project."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class QuestionnaireConfig(AppConfig):
    """Question sets, the walk through them, and what they recommend."""

    name = "questionnaire"
    verbose_name = _("Questionnaires")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have mail looked at among Django's own checks."""
        # Its errors are named in all languages, which are there only now
        from questionnaire.results.mailing import mail_can_be_sent  # noqa: PLC0415

        register(mail_can_be_sent)
