"""The page of one set: it saves each answer when it is given, and all of them by Continue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_POST

from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire, FrozenSet
from questionnaire.models import Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import Said, answers_of
from questionnaire.results.privacy import private_page
from questionnaire.walk import services
from questionnaire.walk.answering import ClosedError, save_answers
from questionnaire.walk.forms import SetForm
from questionnaire.walk.languages import asked_language, remember_language
from questionnaire.walk.progress import progress_of, step_after
from questionnaire.walk.requests import HtmxHttpRequest


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_set(request: HtmxHttpRequest, token: str, set_key: str) -> HttpResponse:
    """Show one set's questions, and save what is said to them."""
    if request.method == "POST":
        return _save(request, token, set_key)
    page = _Page.open(request, token, set_key)
    if not page.submission.is_open:
        return redirect("results:result", token=token)
    answers = answers_of(page.submission, page.questionnaire)
    return page.response(SetForm(page.part, answers), answers)


@private_page
@require_POST
def revise(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Begin a new submission with these answers, and with what a page that came too late says."""
    revision = services.revise(token=token)
    if set_key := request.POST.get("set"):
        return _save(request, revision, set_key, is_carried_over=True)
    return redirect("walk:overview", token=revision)


def _save(
    request: HtmxHttpRequest, token: str, set_key: str, *, is_carried_over: bool = False
) -> HttpResponse:
    """Save what is valid, and answer with what is left to say about it.

    What is carried over into a new submission has the last word: nobody else has written to it.
    """
    conflicts: Mapping[str, Said] = {}
    with transaction.atomic():
        page = _Page.open(request, token, set_key, lock=True)
        form = SetForm(page.part, {}, request.POST)
        form.is_valid()
        try:
            saved = save_answers(
                submission=page.submission,
                questionnaire=page.questionnaire,
                changes=form.changes(has_last_word=is_carried_over),
                language=page.questionnaire.language,
            )
        except ClosedError:
            answers = answers_of(page.submission, page.questionnaire)
        else:
            answers, conflicts = saved.answers, saved.conflicts
    # Bound to what was typed, but knowing what is saved by now
    form = SetForm(page.part, answers, request.POST, conflicts=conflicts)
    if request.htmx:
        return page.fragments(form, answers)
    if form.errors or conflicts or not page.submission.is_open:
        return page.response(form, answers)
    return page.stay() if is_carried_over else page.go_on()


@dataclass(frozen=True)
class _Page:
    """One set's page, for one request."""

    request: HtmxHttpRequest
    token: str
    submission: Submission
    questionnaire: FrozenQuestionnaire
    part: FrozenSet

    @classmethod
    def open(
        cls, request: HtmxHttpRequest, token: str, set_key: str, *, lock: bool = False
    ) -> "_Page":
        """Return the page in the language asked for; raise Http404 when there is no such set."""
        submission = submission_for_token(token, lock=lock)
        language = asked_language(request) or get_language() or ""
        questionnaire = frozen(submission.questionnaire, language=language)
        try:
            part = questionnaire.sets_by_key[set_key]
        except KeyError as error:
            raise Http404 from error
        return cls(request, token, submission, questionnaire, part)

    def response(self, form: SetForm, answers: Mapping[str, Said]) -> HttpResponse:
        """Return the whole page: as it is, with what is wrong, or telling that it is stale."""
        status = 200
        if form.is_bound:
            status = 422 if form.errors else 409
        with override(self.questionnaire.language):
            context = self._context(form, answers)
            page = "questionnaire/walk/set.html"
            return render(self.request, page, context, status=status)

    def fragments(self, form: SetForm, answers: Mapping[str, Said]) -> HttpResponse:
        """Return the parts of the page that saving has changed, each to replace itself."""
        context = self._context(form, answers)
        return render(self.request, "questionnaire/walk/_set_saved.html", context)

    def stay(self) -> HttpResponse:
        """Lead to this set's own page."""
        return redirect("walk:set", token=self.token, set_key=self.part.key)

    def go_on(self) -> HttpResponse:
        """Lead to the step that was asked for, or to the one that follows."""
        if language := asked_language(self.request):
            with override(language):
                return remember_language(self.stay(), language)
        asked = self.request.POST.get("to")
        if asked in ("overview", "check"):
            return redirect(f"walk:{asked}", token=self.token)
        following = step_after(self.questionnaire, self.part)
        if following is None:
            return redirect("walk:importance", token=self.token)
        return redirect("walk:set", token=self.token, set_key=following.key)

    def _context(self, form: SetForm, answers: Mapping[str, Said]) -> dict[str, Any]:
        progress = progress_of(self.questionnaire, answers, self.token)
        return {
            "submission": self.submission,
            "questionnaire": self.questionnaire,
            "part": self.part,
            "task": progress.of(self.part),
            "progress": progress,
            "following": step_after(self.questionnaire, self.part),
            "form": form,
            "language_form": "answers",
            "states": form.states(),
            "token": self.token,
            "to": self.request.POST.get("to") or self.request.GET.get("to", ""),
        }
