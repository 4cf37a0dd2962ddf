"""The admin as a whole: its name, a header with the choice of language, and who is let in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from questionnaire.admin.borrowed import WordsOfScripts
from questionnaire.review.views.pages import signed_out

admin.site.site_header = "Ajar"
admin.site.site_title = "Ajar"
admin.site.index_title = _("Administration")
# The questionnaires are one click away from everywhere: a list of models beside them is in the way
admin.site.enable_nav_sidebar = False

View = Callable[..., HttpResponseBase]
asking_to_sign_in = admin.site.admin_view


def keeping_what_was_typed(view: View, cacheable: bool = False) -> View:  # noqa: FBT001, FBT002 - Django's own signature
    """Return a view of the admin; whose session ended while they were typing loses nothing."""
    signed_in: View = asking_to_sign_in(view, cacheable)

    @wraps(signed_in)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Who signs out sends a token only, and who is signed out already needs no page for that
        if request.user.is_anonymous and request.POST.keys() - {"csrfmiddlewaretoken"}:
            return never_cache(signed_out)(request)
        try:
            return signed_in(request, *args, **kwargs)
        except OverflowError as error:
            # A number in the address that SQLite cannot even be asked for
            raise Http404 from error

    return shown


admin.site.admin_view = keeping_what_was_typed  # type: ignore[method-assign,assignment]


def words_of_scripts(request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Return what Django's scripts say, in the reader's language."""
    return WordsOfScripts.as_view(packages=["django.contrib.admin"])(request)  # type: ignore[return-value]


admin.site.i18n_javascript = words_of_scripts  # type: ignore[method-assign]
