"""What happens to every request before a page sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NUL = "%00"


def without_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware that takes NUL characters out of queries: no database keeps them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        # What is left may form another one
        while NUL in query:
            query = query.replace(NUL, "")
        request.META["QUERY_STRING"] = query
        return get_response(request)

    return middleware
