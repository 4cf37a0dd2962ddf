"""Who may do what to a questionnaire in the admin; nothing else in it fetches one by its number."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from questionnaire.models import Questionnaire


class Right(StrEnum):
    """What one may be allowed to do; Django's names of permissions."""

    VIEW = "questionnaire.view_questionnaire"
    CHANGE = "questionnaire.change_questionnaire"
    ADD = "questionnaire.add_questionnaire"
    PUBLISH = "questionnaire.publish_questionnaire"
    REPLAY = "questionnaire.add_replay"
    CORRECT = "questionnaire.correct_questionnaire"


def questionnaire_for(
    request: HttpRequest, pk: int, right: Right = Right.VIEW, *, lock: bool = False
) -> Questionnaire:
    """Return a version; raise PermissionDenied without the right, Http404 when there is none."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    versions = Questionnaire.objects.select_for_update() if lock else Questionnaire.objects
    return get_object_or_404(versions, pk=pk)
