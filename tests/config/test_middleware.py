import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.middleware import without_nul


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(repr(request.GET.dict()))


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("q=a%00b", "{'q': 'ab'}"),
        ("q=%0%000", "{'q': ''}"),
        ("q=100%25&p=2", "{'q': '100%', 'p': '2'}"),
        ("", "{}"),
    ],
)
def test_nul_is_taken_out_of_queries(query: str, seen: str) -> None:
    request = RequestFactory().get("/", QUERY_STRING=query)
    assert without_nul(echo)(request).text == seen


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=%00", "status__exact=%00", "key=a%00"])
def test_list_is_filtered_by_nonsense_without_a_mishap(admin_client: Client, query: str) -> None:
    assert admin_client.get(f"/en/admin/questionnaire/questionnaire/?{query}").status_code == 200
