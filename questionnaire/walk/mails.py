"""Mailing the private link to a founder, in their language."""

import logging

from django.core.mail import send_mail
from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from questionnaire.models import Submission
from questionnaire.results.mailing import CANNOT_SEND

MAX_LINKS_MAILED = 5
logger = logging.getLogger(__name__)


def private_link(request: HttpRequest, token: str) -> str:
    """Return the whole address of a submission, in the language that is active."""
    return request.build_absolute_uri(reverse("walk:overview", args=[token]))


def mail_link(request: HttpRequest, submission: Submission, token: str, email: str) -> str:
    """Mail the private link; return "" or a sentence that says why it could not be sent.

    The number of mails is limited, so that nobody can use the form to fill somebody's mailbox.
    """
    counted = Submission.objects.filter(pk=submission.pk, links_mailed__lt=MAX_LINKS_MAILED)
    if not counted.update(links_mailed=F("links_mailed") + 1, email=email):
        return _("The link was mailed as often as it can be. Copy it from this page instead.")
    with translation.override(submission.language):
        subject = _("Your private link to Ajar")
        link = private_link(request, token)
        message = render_to_string("questionnaire/walk/mail/link.txt", {"link": link})
    try:
        send_mail(subject, message, None, [email])
    except CANNOT_SEND as error:
        # Without its traceback, which may name the recipient
        logger.error("A private link could not be mailed: %s", type(error).__name__)  # noqa: TRY400
        return _("The mail could not be sent just now. Copy the link from this page instead.")
    return ""
