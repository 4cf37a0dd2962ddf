"""The account's own page: what there is to see and to change."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questionnaire.review.accounts.demand import SECOND_STEPS


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """List what belongs to the account, each with the page where it is changed."""
    has_second_step = Authenticator.objects.filter(
        user_id=request.user.pk, type__in=SECOND_STEPS
    ).exists()
    return render(request, "account/overview.html", {"has_second_step": has_second_step})
