"""The preview: the pages of the walk and of the result, which save nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from questionnaire import scoring
from questionnaire.admin.access import questionnaire_for
from questionnaire.admin.pages import page
from questionnaire.admin.previews import NotShownError, Preview, preview_of
from questionnaire.results.answers import form_of, read_over
from questionnaire.results.openness import openness
from questionnaire.results.presenting import present
from questionnaire.results.trials import WEIGH
from questionnaire.walk.progress import step_after

# Said to a set's page that was reached from the check; no question has a key with a hyphen
GO_TO = "go-to"


def _previewed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the preview in the language of the address, or say what to mend first."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, pk: int, **keys: str) -> HttpResponse:
        version = questionnaire_for(request, pk)
        try:
            preview = preview_of(version, language=get_language() or "", query=request.GET)
        except NotShownError as error:
            template = "preview_not_shown.html"
            return page(request, template, version, title=_("Preview"), found=error.sentences)
        return view(request, preview, **keys)

    return shown


@_previewed
def overview(request: HttpRequest, preview: Preview) -> HttpResponse:
    """Show the sets as tasks."""
    return _page(request, preview, "overview")


@_previewed
def question_set(request: HttpRequest, preview: Preview, set_key: str) -> HttpResponse:
    """Ask one set's questions; the form leads to the step that follows."""
    part = preview.questionnaire.sets_by_key.get(set_key)
    if part is None:
        raise Http404
    following = step_after(preview.questionnaire, part)
    to = "check" if request.GET.get(GO_TO) == "check" else ""
    if to:
        action = preview.address("check")
    else:
        action = (
            preview.address("set", following.key) if following else preview.address("importance")
        )
    return _page(
        request,
        preview,
        "set",
        part=part,
        task=preview.progress().of(part),
        form=preview.set_form(part),
        following=following,
        to=to,
        action=action,
        carried=preview.carried(without={question.key for question in part.questions}),
        language_form="answers",
    )


@_previewed
def importance(request: HttpRequest, preview: Preview) -> HttpResponse:
    """Ask how much each set matters."""
    weighed = {f"{WEIGH}{part.key}" for part in preview.questionnaire.sets}
    return _page(
        request,
        preview,
        "importance",
        form=preview.importance_form(),
        carried=preview.carried(without=weighed),
        language_form="answers",
    )


@_previewed
def check(request: HttpRequest, preview: Preview) -> HttpResponse:
    """Show every answer on one page; what leaves too little in to weigh is asked anew."""
    outcome = preview.outcome()
    if outcome is None and not preview.obstacles:
        return redirect(preview.address("importance"))
    questionnaire, trial = preview.questionnaire, preview.trial
    return _page(
        request,
        preview,
        "check",
        sets=read_over(questionnaire, trial.answers),
        importance=[(part, trial.importance.get(part.key)) for part in questionnaire.scored_sets],
        tensions=[questionnaire.tensions[key] for key in outcome.tensions] if outcome else [],
    )


@_previewed
def result(request: HttpRequest, preview: Preview) -> HttpResponse:
    """Show the result of the answers, or what is missing before there can be one."""
    if preview.obstacles:
        return _page(request, preview, "no_result")
    if preview.outcome() is None:
        return redirect(preview.address("importance"))
    questionnaire, trial = preview.questionnaire, preview.trial
    form = form_of(trial.answers, trial.importance)
    outcome, explanation = scoring.evaluate_and_explain(questionnaire.rubric, form)
    recommendation = {**outcome.as_dict(), "explanation": explanation.as_dict()}
    return _page(
        request,
        preview,
        "result",
        recommendation=recommendation,
        result=present(recommendation, questionnaire, trial.answers),
        sets=read_over(questionnaire, trial.answers),
        openness=openness(questionnaire.language),
    )


def _page(request: HttpRequest, preview: Preview, name: str, **context: Any) -> HttpResponse:
    """Render a page of the preview, with what the walk's own templates ask for."""
    whole = {
        "preview": preview,
        "questionnaire": preview.questionnaire,
        # What a page says of a submission that nobody made
        "submission": {"is_open": True, "importance": preview.trial.importance},
        "progress": preview.progress(),
        "addresses": {
            "overview": preview.address(),
            "importance": preview.address("importance"),
            "check": preview.address("check"),
            "result": preview.address("result"),
        },
        "carried": preview.carried(),
        "language_form": "carried",
        **context,
    }
    return render(request, f"questionnaire/preview/{name}.html", whole)


PAGES = [
    ("preview/", overview, "preview"),
    ("preview/sets/<slug:set_key>/", question_set, "preview_set"),
    ("preview/importance/", importance, "preview_importance"),
    ("preview/check/", check, "preview_check"),
    ("preview/result/", result, "preview_result"),
]
