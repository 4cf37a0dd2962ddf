"""The second step that an accelerator may demand of everybody who works for it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from questionnaire.models import Accelerator

# Recovery codes are a way back to these, and no step of their own
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
STAFF_PAGES = {"review", "admin"}


def demanding_accelerator(user: User) -> Accelerator | None:
    """Return an accelerator that demands a second step of this person, if there is one."""
    return Accelerator.objects.filter(demands_second_factor=True, memberships__user=user).first()


def unmet_demand(user: User | AnonymousUser) -> Accelerator | None:
    """Return the accelerator whose demand this person has not met yet; one query."""
    second_steps = Authenticator.objects.filter(user=user.pk, type__in=SECOND_STEPS)
    return (
        Accelerator.objects.filter(demands_second_factor=True, memberships__user=user.pk)
        .exclude(Exists(second_steps))
        .first()
    )


class SecondStepMiddleware:
    """Leads from staff and admin pages to the second step, while one is demanded and not set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let every request pass; process_view looks at those for staff pages."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Send away who has to set up a second step first, and say why."""
        match = request.resolver_match
        if match is None or STAFF_PAGES.isdisjoint(match.app_names):
            return None
        if request.user.is_anonymous:
            return None
        accelerator = unmet_demand(request.user)
        if accelerator is None:
            return None
        messages.info(
            request,
            _(
                "%(accelerator)s asks everybody for a second step at sign-in. Set one up here: it "
                "takes two minutes, and then you can go on."
            )
            % {"accelerator": accelerator.name},
        )
        return redirect("mfa_index")
