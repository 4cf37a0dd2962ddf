"""What is different between a version and another one of the same questionnaire."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from questionnaire.admin.access import questionnaire_for
from questionnaire.admin.changes import Teller
from questionnaire.admin.matrix import language_name
from questionnaire.admin.pages import page
from questionnaire.catalogue.differences import Change, Reworded, differences
from questionnaire.catalogue.files import languages
from questionnaire.catalogue.reading import read_rows
from questionnaire.models import Questionnaire

# What was done to parts, and how it is counted
COUNTED: Mapping[str, Promise] = {
    "added": ngettext_lazy("%(count)s part added", "%(count)s parts added", "count"),
    "removed": ngettext_lazy("%(count)s part removed", "%(count)s parts removed", "count"),
    "moved": ngettext_lazy("%(count)s part moved", "%(count)s parts moved", "count"),
    "reworded": ngettext_lazy("%(count)s text changed", "%(count)s texts changed", "count"),
    "refitted": ngettext_lazy(
        "%(count)s answer with other fits", "%(count)s answers with other fits", "count"
    ),
    "reruled": ngettext_lazy("%(count)s rule changed", "%(count)s rules changed", "count"),
    "resourced": ngettext_lazy(
        "%(count)s part with other sources", "%(count)s parts with other sources", "count"
    ),
    "reset": ngettext_lazy("%(count)s setting changed", "%(count)s settings changed", "count"),
}
MAX_DIGITS = 9


@dataclass(frozen=True)
class LanguageCount:
    """A language to filter by, and how many texts changed in it."""

    code: str
    name: str
    number: int
    query: str
    is_chosen: bool


@require_safe
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed since another version: ?with= its number, ?language= of the wording."""
    version = questionnaire_for(request, pk)
    others = list(
        Questionnaire.objects.filter(key=version.key).exclude(pk=version.pk).order_by("-version")
    )
    other = _other(version, others, request.GET.get("with", ""))
    if other is None:
        return page(request, "difference.html", version, title=_("Differences"))
    chosen = request.GET.get("language", "")
    chosen = chosen if chosen in languages() else ""
    before, after = read_rows(other)[0], read_rows(version)[0]
    changes = differences(before, after)
    shown = [change for change in changes if not chosen or _language_of(change) in {"", chosen}]
    quoted = chosen or _spoken(version)
    return page(
        request,
        "difference.html",
        version,
        title=_("Differences from version %(version)s") % {"version": other.version},
        other=other,
        others=others,
        chosen=chosen,
        chosen_name=language_name(chosen) if chosen else "",
        counts=_counts(shown),
        any_change=bool(changes),
        language_counts=_language_counts(changes, other, chosen),
        every_language=urlencode({"with": other.version}),
        groups=Teller(before, after, quoted).groups(shown),
    )


def _other(version: Questionnaire, others: list[Questionnaire], asked: str) -> Questionnaire | None:
    """Return the version to compare with; None when there is no other, Http404 for an unknown."""
    if asked:
        is_number = asked.isascii() and asked.isdecimal() and len(asked) <= MAX_DIGITS
        found = [other for other in others if is_number and other.version == int(asked)]
        if not found:
            raise Http404
        return found[0]
    likely = [
        *(other for other in others if other.pk == version.based_on_id),
        *(other for other in others if other.version < version.version),
        *others,
    ]
    return likely[0] if likely else None


def _spoken(version: Questionnaire) -> str:
    """Return the language to quote texts in: the reader's, if the questionnaire speaks it."""
    spoken = get_language() or ""
    return spoken if spoken in languages() else version.source_language


def _language_of(change: Change) -> str:
    return change.language if isinstance(change, Reworded) else ""


def _counts(changes: Iterable[Change]) -> list[str]:
    """Return how many changes of each kind there are, in words."""
    counted = Counter(change.kind for change in changes)
    return [
        str(words % {"count": counted[kind]}) for kind, words in COUNTED.items() if counted[kind]
    ]


def _language_counts(
    changes: Iterable[Change], other: Questionnaire, chosen: str
) -> list[LanguageCount]:
    counted = Counter(_language_of(change) for change in changes)
    return [
        LanguageCount(
            code=code,
            name=language_name(code),
            number=counted[code],
            query=urlencode({"with": other.version, "language": code}),
            is_chosen=code == chosen,
        )
        for code in languages()
    ]


PAGES = [("difference/", difference, "difference")]
