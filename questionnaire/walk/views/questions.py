"""The page of one set: it saves each answer when it is given, and all of them by Continue."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods, require_POST

from questionnaire.catalogue.queries import frozen
from questionnaire.catalogue.values import FrozenQuestionnaire, FrozenSet
from questionnaire.models import Submission
from questionnaire.results.access import submission_for_token
from questionnaire.results.answers import answers_of
from questionnaire.results.cohorts import CohortClosedError
from questionnaire.results.languages import asked_language, remember_language
from questionnaire.results.privacy import private_page
from questionnaire.results.requests import HtmxHttpRequest
from questionnaire.walk import services
from questionnaire.walk.answer_forms import SetForm, is_unsaved
from questionnaire.walk.answering import ClosedError, Saved, save_answers
from questionnaire.walk.progress import progress_of, step_after
from questionnaire.walk.views.closed import closed_page
from questionnaire.walk.views.importance import save_importance_page


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_set(request: HtmxHttpRequest, token: str, set_key: str) -> HttpResponse:
    """Show one set's questions, and save what is said to them."""
    if request.method == "POST":
        return _save_set(request, token, set_key)
    page = _Page.open(request, token, set_key)
    if not page.submission.is_open:
        return redirect("results:result", token=token)
    if page.submission.is_late:
        return redirect("walk:check", token=token)
    return page.response(SetForm(page.part, answers_of(page.submission, page.questionnaire)))


@private_page
@require_POST
def revise(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Begin a new submission with these answers, and with what a page that came too late says."""
    try:
        revision = services.revise(token=token)
    except CohortClosedError as error:
        return closed_page(request, error.cohort, token)
    if set_key := request.POST.get("set"):
        return _save_set(request, revision, set_key, is_carried_over=True)
    if "importance" in request.POST:
        return save_importance_page(request, revision, is_carried_over=True)
    return redirect("walk:overview", token=revision)


def _save_set(
    request: HtmxHttpRequest, token: str, set_key: str, *, is_carried_over: bool = False
) -> HttpResponse:
    """Save what is valid, and answer with what is left to say about it.

    What is carried over into a new submission has the last word: nobody else has written to it.
    """
    language = asked_language(request) or get_language() or ""
    with override(language):
        with transaction.atomic():
            page = _Page.open(request, token, set_key, lock=True)
            saved = page.save(request.POST, has_last_word=is_carried_over)
        # Bound to what was typed, but knowing what is saved by now
        form = SetForm(page.part, saved.answers, request.POST, saved.conflicts)
        if request.htmx:
            return page.fragments(form)
        if form.errors or saved.conflicts or not page.submission.takes_answers:
            return page.response(form)
        response = page.stay() if is_carried_over else page.go_on()
    return remember_language(response, language) if asked_language(request) else response


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
        questionnaire = frozen(submission.questionnaire, language=get_language() or "")
        try:
            part = questionnaire.sets_by_key[set_key]
        except KeyError as error:
            raise Http404 from error
        return cls(request, token, submission, questionnaire, part)

    def save(self, data: QueryDict, *, has_last_word: bool) -> Saved:
        """Save what is valid; of a closed submission, return what it says."""
        form = SetForm(self.part, {}, data, settles=not self.request.htmx)
        form.is_valid()
        try:
            return save_answers(
                submission=self.submission,
                questionnaire=self.questionnaire,
                changes=form.changes(has_last_word=has_last_word),
                language=self.questionnaire.language,
            )
        except ClosedError:
            return Saved(answers_of(self.submission, self.questionnaire))

    def response(self, form: SetForm) -> HttpResponse:
        """Return the whole page: as it is, with what is wrong, or telling that it is stale."""
        status = 200
        if form.is_bound:
            status = 422 if form.errors else 409
        page = "questionnaire/walk/set.html"
        return render(self.request, page, self._context(form), status=status)

    def fragments(self, form: SetForm) -> HttpResponse:
        """Return the parts of the page that saving has changed, each to replace itself."""
        return render(self.request, "questionnaire/walk/_set_saved.html", self._context(form))

    def stay(self) -> HttpResponse:
        """Lead to this set's own page."""
        return redirect("walk:set", token=self.token, set_key=self.part.key)

    def go_on(self) -> HttpResponse:
        """Lead to the step that was asked for, or to the one that follows."""
        if asked_language(self.request):
            return self.stay()
        asked = self.request.POST.get("to")
        if asked in ("overview", "check"):
            return redirect(f"walk:{asked}", token=self.token)
        following = step_after(self.questionnaire, self.part)
        if following is None:
            return redirect("walk:importance", token=self.token)
        return redirect("walk:set", token=self.token, set_key=following.key)

    def _context(self, form: SetForm) -> dict[str, Any]:
        progress = progress_of(self.questionnaire, form.answers, self.token)
        return {
            "submission": self.submission,
            "questionnaire": self.questionnaire,
            "part": self.part,
            "task": progress.of(self.part),
            "progress": progress,
            "following": step_after(self.questionnaire, self.part),
            "form": form,
            "unsaved": is_unsaved(form, self.submission),
            "language_form": "answers",
            "states": form.states(),
            "token": self.token,
            "to": self.request.POST.get("to") or self.request.GET.get("to", ""),
        }
