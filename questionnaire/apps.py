"""The one app of the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnaireConfig(AppConfig):
    """Question sets, the walk through them, and what they recommend."""

    name = "questionnaire"
    verbose_name = _("Questionnaires")
    default_auto_field = "django.db.models.BigAutoField"
