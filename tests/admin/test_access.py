"""The one function that fetches a questionnaire for a page of the admin."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.models import Questionnaire

RIGHTS_OF_EDITORS = {Right.VIEW, Right.CHANGE, Right.ADD, Right.REPLAY}


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def allowed(name: str, questionnaire: Questionnaire) -> set[Right]:
    """Return the rights with which somebody gets the questionnaire."""
    request = request_of(User.objects.get(username=name))
    found = set()
    for right in Right:
        try:
            assert questionnaire_for(request, questionnaire.pk, right) == questionnaire
        except PermissionDenied:
            continue
        found.add(right)
    return found


def test_each_person_gets_what_their_group_may_do(
    small: Questionnaire,
    editor: Client,  # noqa: ARG001 - makes the person
    publisher: Client,  # noqa: ARG001
    reader: Client,  # noqa: ARG001
    nobody: Client,  # noqa: ARG001
) -> None:
    assert {name: allowed(name, small) for name in ("editor", "publisher", "reader", "nobody")} == {
        "editor": RIGHTS_OF_EDITORS,
        "publisher": set(Right),
        "reader": {Right.VIEW},
        "nobody": set(),
    }


def test_superuser_gets_everything(small: Questionnaire) -> None:
    User.objects.create_superuser("root")
    assert allowed("root", small) == set(Right)


def test_anonymous_gets_nothing(small: Questionnaire) -> None:
    with pytest.raises(PermissionDenied):
        questionnaire_for(request_of(AnonymousUser()), small.pk)


@pytest.mark.django_db
def test_what_is_not_there_is_not_found() -> None:
    root = User.objects.create_superuser("root")
    with pytest.raises(Http404):
        questionnaire_for(request_of(root), 0)
