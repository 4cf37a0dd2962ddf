from django.http import HttpRequest, HttpResponse

from questionnaire.results.privacy import private_page


@private_page
def page(_request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


def test_private_page_says_that_nobody_may_keep_it() -> None:
    response = page(HttpRequest(), word="secret")
    assert response.text == "secret"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
