import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from questionnaire.results.languages import asked_language, remember_language


@pytest.mark.parametrize(("sent", "asked"), [("de", "de"), ("xx", ""), ("", ""), ("../x", "")])
def test_language_asked_for_is_one_of_ours(sent: str, asked: str) -> None:
    assert asked_language(RequestFactory().post("/", {"language": sent})) == asked


def test_language_asked_for_by_nobody_is_none() -> None:
    assert asked_language(RequestFactory().post("/")) == ""
    assert asked_language(RequestFactory().get("/?language=de")) == ""


def test_language_is_remembered_in_a_cookie_that_scripts_cannot_read() -> None:
    cookie = remember_language(HttpResponse(), "fr").cookies["django_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("fr", True, "Lax")
