"""What every page behind a private link tells browsers, proxies and search engines."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Params = ParamSpec("Params")
Request = TypeVar("Request", bound=HttpRequest)
View = Callable[Concatenate[Request, Params], HttpResponse]


def private_page(view: View[Request, Params]) -> View[Request, Params]:
    """Let nobody else keep the page, and let "back" ask for what is saved now."""

    @wraps(view)
    def wrapped(request: Request, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped
