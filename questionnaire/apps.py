"""The one app of the project."""

from django.apps import AppConfig


class QuestionnaireConfig(AppConfig):
    """Question sets, the walk through them, and what they recommend."""

    name = "questionnaire"
    default_auto_field = "django.db.models.BigAutoField"
