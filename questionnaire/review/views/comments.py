"""What staff say to each other about a submission."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questionnaire.review import comments
from questionnaire.review.access import comment_for, submission_for
from questionnaire.review.filters import primary_key
from questionnaire.review.forms import CommentForm
from questionnaire.review.mails import outbox
from questionnaire.review.views.pages import (
    StaffRequest,
    filters_of,
    staff_form,
    staff_page,
    to_submission,
)
from questionnaire.review.views.reading import show


@staff_form("submission", "pk")
def say(request: StaffRequest, pk: int) -> HttpResponse:
    """Comment on a submission, or answer a comment."""
    seen = submission_for(request.user, pk)
    form = CommentForm(request.POST)
    answers_to = request.POST.get("parent", "")
    # No comment has the primary key 0
    parent = (primary_key(answers_to) or 0) if answers_to else None
    if not form.is_valid():
        return show(request, seen, status=422, comment_form=form, answered=parent)
    text = form.cleaned_data["text"]
    try:
        with transaction.atomic():
            said = comments.say(submission=seen, author=request.user, text=text, parent=parent)
            named = [mention.user for mention in said.mentions.select_related("user")]
            outbox.mentioned(said, named)
    except comments.CannotAnswerError:
        gone = _("The comment that you answer has been deleted. Send yours as one of its own.")
        form.add_error("text", gone)
        return show(request, seen, status=422, comment_form=form)
    return to_submission(request, pk, f"comment-{said.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a comment of one's own."""
    comment = comment_for(request.user, pk)
    sent = request.POST if request.method == "POST" else None
    form = CommentForm(sent, initial={"text": comment.text})
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        with transaction.atomic():
            named = comments.edit(comment=comment, user=request.user, text=text)
            outbox.mentioned(comment, named)
        return to_submission(request, comment.submission_id, f"comment-{comment.pk}")
    context = {
        "section": "queue",
        "comment": comment,
        "answers": comment.answers.count(),
        "form": form,
        "people": comments.may_be_named(submission=comment.submission),
        "query": filters_of(request).query(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "questionnaire/review/comment.html", context, status=status)


@staff_form("edit_comment", "pk")
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete a comment of one's own, with the answers to it."""
    comment = comment_for(request.user, pk)
    comments.remove(comment=comment, user=request.user)
    deleted = _("The comment is deleted.")
    return to_submission(request, comment.submission_id, "discussion", messages.SUCCESS, deleted)
