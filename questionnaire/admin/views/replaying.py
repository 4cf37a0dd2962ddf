"""Trying a draft on past submissions: which results would change, with a bar that fills."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from questionnaire import scoring
from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.admin.pages import page
from questionnaire.enums import Strategy, Wording
from questionnaire.models import Questionnaire, Replay
from questionnaire.results import replay as replays

# How many of those that changed are shown one by one
SHOWN = 50


@dataclass(frozen=True)
class Move:
    """How many results went from one advice to another."""

    before: str
    after: str
    count: int
    is_change: bool


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest replay of a draft, how far it is, and what it has found."""
    draft = questionnaire_for(request, pk)
    newest = draft.replays.order_by("-pk").first()
    return page(
        request,
        "replay.html",
        draft,
        title=_("Past submissions under this version"),
        cannot_be_scored="cannot" in request.GET,
        may_replay=request.user.has_perm(Right.REPLAY),
        total=replays.replayable(draft).count(),
        **_found(newest, outdated=newest is not None and not replays.is_of(newest, draft)),
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin anew, and show the page that goes on."""
    draft = questionnaire_for(request, pk, Right.REPLAY)
    try:
        replays.begin(draft=draft, by=request.user)  # type: ignore[arg-type]  # the admin knows users only
    except scoring.ScoringError:
        return redirect(f"{_address(draft)}?cannot=be-scored")
    return redirect(_address(draft))


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Replay some more: one step for the bar, or all that is left where there is no JavaScript."""
    draft = questionnaire_for(request, pk, Right.REPLAY)
    newest = draft.replays.order_by("-pk").first()
    if newest is None:
        raise Http404
    is_step = bool(request.headers.get("HX-Request"))
    try:
        newest = replays.go_on(newest)
        while not is_step and not newest.finished_at:
            newest = replays.go_on(newest)
        # Whether the draft was edited meanwhile is looked at once, at the end: it takes a while
        outdated = newest.finished_at is not None and not replays.is_of(newest, draft)
    except replays.DraftChangedError:
        outdated = True
    if not is_step:
        return redirect(_address(draft))
    context = {"questionnaire": draft, **_found(newest, outdated=outdated)}
    return render(request, "admin/questionnaire/_replay.html", context)


def _address(draft: Questionnaire) -> str:
    return reverse("admin:questionnaire_questionnaire_replay", args=[draft.pk])


def _found(newest: Replay | None, *, outdated: bool) -> dict[str, Any]:
    """Return what a page tells of a replay; it is outdated when the draft was edited since."""
    if newest is None:
        return {"replay": None}
    moves = [
        Move(advice_in_words(before), advice_in_words(after), count, before != after)
        for before, after, count in newest.moves
    ]
    changed = sum(move.count for move in moves if move.is_change)
    return {
        "replay": newest,
        "outdated": outdated,
        "moves": sorted(moves, key=lambda move: (not move.is_change, -move.count)),
        "changed": changed,
        "changed_share": changed / newest.done if newest.done else 0,
        "listed": [
            (submission, advice_in_words(before), advice_in_words(after))
            for submission, before, after in newest.changed[:SHOWN]
        ],
    }


def advice_in_words(advice: str) -> str:
    """Return a strategy, or why there is none, for people."""
    if advice in Strategy.values:
        return str(Strategy(advice).label)
    if advice in Wording.values:
        return str(Wording(advice).label)
    return _("cannot be scored")


PAGES = [
    ("replay/", show, "replay"),
    ("replay/begin/", begin, "replay_begin"),
    ("replay/step/", go_on, "replay_step"),
]
