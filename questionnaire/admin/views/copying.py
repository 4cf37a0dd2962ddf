"""Copying a version to a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.catalogue.drafts import NotPublishedError, copy_to_draft


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a published or retired version, and lead to the draft."""
    version = questionnaire_for(request, pk, Right.ADD)
    try:
        draft = copy_to_draft(version)
    except NotPublishedError:
        messages.warning(request, _("This version is a draft already: you can edit it itself."))
        return redirect("admin:questionnaire_questionnaire_change", version.pk)
    said = _("Version %(version)s is a draft now: a copy of version %(copied)s. Edit it in peace.")
    messages.success(request, said % {"version": draft.version, "copied": version.version})
    return redirect("admin:questionnaire_questionnaire_change", draft.pk)


PAGES = [("copy/", copy, "copy")]
