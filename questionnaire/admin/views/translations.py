"""Translations: how far they are, confirming them, and a translator's file out and in."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questionnaire.admin import matrix
from questionnaire.admin.access import Right, questionnaire_for
from questionnaire.admin.pages import page
from questionnaire.admin.tracking import Event, note
from questionnaire.catalogue import po
from questionnaire.catalogue.files import languages
from questionnaire.catalogue.importing import Imported, ImportRefusedError, Problem, import_po
from questionnaire.catalogue.texts import texts_of
from questionnaire.catalogue.translations import confirm, wanted
from questionnaire.enums import TranslationStatus
from questionnaire.models import PublishedVersionError, Questionnaire


@require_safe
def translations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which text is how far in which language; ?language= and ?status= narrow it down."""
    version = questionnaire_for(request, pk)
    filters = _filters(request)
    texts = wanted(texts_of(version))
    columns = matrix.columns(texts, version.source_language, filters)
    chosen = [column for column in columns if column.is_chosen]
    groups = matrix.groups(texts, chosen or columns, filters, _address(request, version))
    return page(
        request,
        "translations.html",
        version,
        title=_("Translations"),
        columns=columns,
        shown=chosen or columns,
        chosen=chosen[0] if chosen else None,
        first=next(column for column in columns if column.is_first),
        groups=groups,
        any_to_confirm=any(row.confirm for group in groups for row in group.rows),
        filters=filters,
        statuses=[
            (status, matrix.MARKS[status], filters.query(status=status.value))
            for status in matrix.ORDER
        ],
        every_language=filters.query(language=""),
        every_status=filters.query(status=""),
        may_edit=version.is_draft and request.user.has_perm(Right.CHANGE),
        may_correct=not version.is_draft and request.user.has_perm(Right.CORRECT),
    )


def _filters(request: HttpRequest) -> matrix.Filters:
    language, status = (request.GET.get(name, "") for name in ("language", "status"))
    return matrix.Filters(
        language if language in languages() else "",
        status if status in TranslationStatus.values else "",
    )


def _address(request: HttpRequest, version: Questionnaire) -> matrix.Address:
    """Return what says where a text is changed: edited, corrected, or nowhere."""
    if version.is_draft and request.user.has_perm(Right.CHANGE):
        return matrix.where_edited
    if not version.is_draft and request.user.has_perm(Right.CORRECT):
        return partial(matrix.where_corrected, version)
    return lambda _text, _language: ""


@require_POST
def confirm_translations(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Note that the ticked translations are right as they are."""
    draft = questionnaire_for(request, pk, Right.CHANGE)
    _check_translated(draft, language)
    ticked = [value.split(" ", 1) for value in request.POST.getlist("text") if " " in value]
    try:
        done = confirm(draft, language=language, shown={place: seen for seen, place in ticked})
    except PublishedVersionError:
        return _no_draft(request, draft, language)
    if done.done:
        said = ngettext(
            "%(count)s translation is confirmed.",
            "%(count)s translations are confirmed.",
            done.done,
        )
        messages.success(request, said % {"count": done.done})
    if done.passed_over:
        said = ngettext(
            "%(count)s text has changed since you looked: look again.",
            "%(count)s texts have changed since you looked: look again.",
            done.passed_over,
        )
        messages.warning(request, said % {"count": done.passed_over})
    if not ticked:
        messages.warning(request, _("Tick what is right as it is, then confirm."))
    return redirect(_page_of(draft, language))


@require_safe
def export(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Hand out a version in one language as a PO file."""
    version = questionnaire_for(request, pk)
    _check_translated(version, language)
    name = f"{version.key}-{version.version}-{language}.po"
    return HttpResponse(
        po.write(version, language),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Take over a translator's PO file, or say why not."""
    draft = questionnaire_for(request, pk, Right.CHANGE)
    _check_translated(draft, language)
    if not draft.is_draft:
        return _no_draft(request, draft, language)
    if request.method != "POST":
        return _import_page(request, draft, language)
    given = request.FILES.get("file")
    if given is None:
        problems = (Problem("", _("Choose the file that the translator sent back.")),)
        return _import_page(request, draft, language, problems)
    try:
        # A byte more than may be: enough to see that it is too large
        imported = import_po(draft, language, given.read(po.MAX_BYTES + 1))
    except ImportRefusedError as error:
        return _import_page(request, draft, language, error.problems)
    except PublishedVersionError:
        return _no_draft(request, draft, language)
    note(draft, Event.IMPORTED, language=language, count=imported.changed)
    messages.success(request, _said(imported))
    return redirect(_page_of(draft, language))


def _import_page(
    request: HttpRequest, draft: Questionnaire, language: str, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    name = matrix.language_name(language)
    said: dict[str, Any] = {"title": _("Import a translation: %(language)s") % {"language": name}}
    if problems:
        said["status"] = HTTPStatus.UNPROCESSABLE_ENTITY
    return page(
        request,
        "translations_import.html",
        draft,
        problems=problems,
        language=language,
        language_name=name,
        back=_page_of(draft, language),
        **said,
    )


def _said(imported: Imported) -> str:
    """Return what an import did, in a line."""
    parts = [
        ngettext("%(count)s text changed", "%(count)s texts changed", imported.changed)
        % {"count": imported.changed},
        ngettext("%(count)s confirmed", "%(count)s confirmed", imported.confirmed)
        % {"count": imported.confirmed},
        ngettext("%(count)s as it was", "%(count)s as they were", imported.kept)
        % {"count": imported.kept},
    ]
    said = ", ".join(parts) + "."
    if imported.fuzzy:
        left = ngettext(
            "%(count)s new text is marked as fuzzy in the file, and was not taken over.",
            "%(count)s new texts are marked as fuzzy in the file, and were not taken over.",
            imported.fuzzy,
        )
        said = f"{said} {left % {'count': imported.fuzzy}}"
    return said


def _no_draft(request: HttpRequest, version: Questionnaire, language: str) -> HttpResponse:
    messages.error(
        request,
        _("Nothing was changed: this version is not a draft. Copy it to a draft to translate it."),
    )
    return redirect(_page_of(version, language))


def _page_of(version: Questionnaire, language: str) -> str:
    address = reverse("admin:questionnaire_questionnaire_translations", args=[version.pk])
    return f"{address}?{matrix.Filters(language).query()}"


def _check_translated(version: Questionnaire, language: str) -> None:
    """Raise Http404 for a language that this version is not translated into."""
    if language not in languages() or language == version.source_language:
        raise Http404


PAGES = [
    ("translations/", translations, "translations"),
    ("translations/<str:language>/confirm/", confirm_translations, "confirm_translations"),
    ("translations/<str:language>/export/", export, "export_translations"),
    ("translations/<str:language>/import/", import_, "import_translations"),
]
