"""Before publishing: every check of a version on one page; and publishing it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.admin.calibration import Row, row_of
from questionnaire.admin.pages import page
from questionnaire.admin.places import Places
from questionnaire.catalogue.assessment import Check
from questionnaire.catalogue.content import Content
from questionnaire.catalogue.places import in_words
from questionnaire.catalogue.problems import Problem
from questionnaire.catalogue.publishing import (
    ChangedMeanwhileError,
    ReasonNeededError,
    RefusedError,
    assess_draft,
    publish_assessed,
)
from questionnaire.models import PublishedVersionError, Questionnaire

REFUSALS: dict[type[Exception], Promise] = {
    ChangedMeanwhileError: gettext_lazy(
        "Somebody has edited the draft since you opened this page. Look at the checks again."
    ),
    ReasonNeededError: gettext_lazy("Say why the warnings may be set aside."),
    RefusedError: gettext_lazy("Mend what is listed below first: the draft is not published."),
}


class PublishForm(forms.Form):
    """What the publisher has seen, and why its warnings may be set aside."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why these warnings may be set aside"),
        help_text=gettext_lazy("It is kept in the history, with your name."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Listed:
    """A problem, where it is in words, and where to mend it."""

    problem: Problem
    where: str
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every check of a version; publish a draft when all that must pass do."""
    if request.method != "POST":
        return _checks(request, questionnaire_for(request, pk), PublishForm())
    draft = questionnaire_for(request, pk, Right.PUBLISH)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            publish_assessed(draft=draft, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # the admin knows users only
        except (ChangedMeanwhileError, ReasonNeededError, RefusedError) as error:
            # Not found, where somebody has deleted it while it was being checked
            questionnaire_for(request, pk, Right.PUBLISH)
            form.add_error(None, str(REFUSALS[type(error)]))
        except PublishedVersionError:
            messages.warning(request, _("This version has been published already."))
            return redirect("admin:questionnaire_questionnaire_change", draft.pk)
        else:
            said = _("Version %(version)s is published: new walks start on it.")
            messages.success(request, said % {"version": draft.version})
            return redirect("admin:questionnaire_questionnaire_change", draft.pk)
    return _checks(request, draft, form)


def _checks(request: HttpRequest, version: Questionnaire, form: PublishForm) -> HttpResponse:
    content, assessment = assess_draft(version)
    reason = form["reason"].value() or ""
    shown = PublishForm(initial={"seen": content.text_digest, "reason": reason})
    return page(
        request,
        "publishing.html",
        version,
        title=_("Before publishing"),
        status=422 if form.errors else 200,
        assessment=assessment,
        musts=[(row, _listed(row, version)) for row in _rows(assessment.musts, content)],
        shoulds=_rows(assessment.shoulds, content),
        warnings=sum(check.passed is False for check in assessment.shoulds),
        form=shown,
        errors=form.non_field_errors() if form.is_bound else [],
        may_publish=request.user.has_perm(Right.PUBLISH) and version.is_draft,
        replay=reverse("admin:questionnaire_questionnaire_replay", args=[version.pk]),
    )


def _rows(checks: Iterable[Check], content: Content) -> list[Row]:
    return [row_of(check, content) for check in checks]


def _listed(row: Row, version: Questionnaire) -> list[Listed]:
    if not row.check.problems:
        return []
    places = Places(version)
    return [
        Listed(problem, in_words(problem.place), places.url(problem.place, problem.language))
        for problem in row.check.problems
    ]


PAGES = [("publishing/", publishing, "publishing")]
