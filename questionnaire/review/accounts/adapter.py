"""How accounts come about, and how they speak: by invitation only, and in our words."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from questionnaire.results.mailing import CANNOT_SEND
from questionnaire.review.accounts import words
from questionnaire.review.accounts.invited import accept, invitation_of

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped
    """Ajar's answers to what allauth leaves open."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.ACCOUNT_MISTAKES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether this browser followed an invitation; who has an account signs in instead."""
        invitation = invitation_of(request)
        if invitation and filter_users_by_email(invitation.email):
            # Whoever has the link of the invitation reads that mailbox: nothing is given away
            raise ImmediateHttpResponse(redirect("account_login"))
        return invitation is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Say whether the address was proved by following the invitation that was mailed to it."""
        invitation = invitation_of(request)
        return invitation is not None and invitation.email.lower() == email.lower()

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Accept the invitation that led here, now that it is known who came."""
        accept(request, user)
        response: HttpResponse = super().post_login(request, user, **options)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth asks so
        """Lead back to the account's page."""
        return reverse("account_overview")

    def add_message(  # noqa: PLR0913, PLR0917 - allauth calls it so
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - no message needs it
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say on the next page what was done, in our words."""
        said = message or words.MESSAGES.get(message_template or "")
        if said:
            super().add_message(request, level, extra_tags=extra_tags, message=said)

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Render a mail; those about a change of the account are all one, but for a sentence."""
        if change := words.CHANGES.get(template_prefix):
            reset_url = self.request.build_absolute_uri(reverse("account_reset_password"))
            context = {**context, "change": change, "reset_url": reset_url}
            template_prefix = "account/email/changed"
        mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; the log tells when that fails, and not to whom."""
        try:
            super().send_mail(template_prefix, email, context)
        except CANNOT_SEND as error:
            logger.error("A mail could not be sent (%s): %s", template_prefix, type(error).__name__)  # noqa: TRY400 - the traceback may name the recipient
