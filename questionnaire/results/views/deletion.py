"""Deleting one's data: asked once more, then done at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from questionnaire.results import deletion
from questionnaire.results.access import submission_for_token
from questionnaire.results.privacy import private_page
from questionnaire.results.versions import versions_of


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Say what would be deleted; when that is confirmed, delete it and say what was."""
    if request.method == "POST":
        deleted = deletion.delete_everything(token=token)
        # The address of this page has just ceased to exist: another language begins at home
        context = {"holdings": deleted, "language_next": reverse("walk:home")}
        return render(request, "questionnaire/results/deleted.html", context)
    submission = submission_for_token(token)
    holdings = deletion.holdings_of(versions_of(submission))
    context = {"holdings": holdings, "submission": submission, "token": token}
    return render(request, "questionnaire/results/delete.html", context)
