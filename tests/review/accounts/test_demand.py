import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from questionnaire.models import Accelerator, Membership
from questionnaire.review.accounts.demand import (
    SecondStepMiddleware,
    demanding_accelerator,
    unmet_demand,
)
from tests.conftest import Queries
from tests.pages import path
from tests.review.accounts.people import recovery_codes, with_app, with_passkey


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("staff only")


@pytest.fixture
def strict(mira: User) -> Accelerator:
    """An accelerator that demands a second step, and Mira works there."""
    accelerator = Accelerator.objects.create(name="Kite Works", demands_second_factor=True)
    Membership.objects.create(user=mira, accelerator=accelerator, role="reviewer")
    return accelerator


def sent(user: User, app: str = "review") -> tuple[HttpRequest, object]:
    """Return a request for a page of an app, and what the middleware answers to it."""
    request = RequestFactory().get("/")
    SessionMiddleware(page).process_request(request)
    MessageMiddleware(page).process_request(request)
    request.user = user
    request.resolver_match = ResolverMatch(page, (), {}, app_names=[app])
    return request, SecondStepMiddleware(page).process_view(request, page, (), {})


@pytest.mark.parametrize("app", ["review", "admin"])
def test_who_lacks_a_second_step_is_led_to_it_and_told_why(
    mira: User,
    strict: Accelerator,  # noqa: ARG001
    app: str,
) -> None:
    request, response = sent(mira, app)
    assert isinstance(response, HttpResponse)
    assert response["Location"] == path("mfa_index")
    (message,) = get_messages(request)
    assert str(message).startswith("Kite Works asks everybody for a second step at sign-in.")


def test_who_has_an_app_or_a_passkey_passes(mira: User, strict: Accelerator) -> None:
    with_passkey(mira)
    assert sent(mira)[1] is None
    assert unmet_demand(mira) is None
    assert demanding_accelerator(mira) == strict


def test_recovery_codes_alone_are_no_second_step(mira: User, strict: Accelerator) -> None:
    with_app(mira)
    assert len(recovery_codes(mira)) == 10
    assert unmet_demand(mira) is None
    Authenticator.objects.filter(user=mira, type="totp").delete()
    assert unmet_demand(mira) == strict


def test_who_works_where_none_is_demanded_passes(mira: User, strict: Accelerator) -> None:
    strict.demands_second_factor = False
    strict.save()
    assert sent(mira)[1] is None


def test_stranger_to_the_accelerator_passes(strict: Accelerator) -> None:  # noqa: ARG001
    assert unmet_demand(User.objects.create(username="x")) is None


def test_pages_of_founders_are_not_looked_at(
    mira: User,
    strict: Accelerator,  # noqa: ARG001
    count_queries: Queries,
) -> None:
    with count_queries() as queries:
        assert sent(mira, app="walk")[1] is None
    assert queries == []


def test_demand_costs_one_query(
    mira: User,
    strict: Accelerator,  # noqa: ARG001
    count_queries: Queries,
) -> None:
    with_app(mira)
    with count_queries() as queries:
        sent(mira)
    assert len(queries) == 1


def test_app_stays_while_it_is_the_last_second_step(
    signed_in: Client,
    mira: User,
    strict: Accelerator,  # noqa: ARG001
) -> None:
    with_app(mira)
    signed_in.post(path("account_reauthenticate"), {"password": "seven red kites over Leiden"})
    response = signed_in.post(path("mfa_deactivate_totp"))
    assert "Set up another one first." in response.text
    with_passkey(mira)
    signed_in.post(path("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=mira, type="totp").exists()
