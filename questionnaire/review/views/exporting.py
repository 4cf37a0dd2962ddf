"""Taking a filtered list away as a file; managers see who has."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from questionnaire.enums import ExportFormat, MemberRole
from questionnaire.models import Export
from questionnaire.review import export_files, exports, workbook
from questionnaire.review.access import cohorts_of
from questionnaire.review.filters import Filters
from questionnaire.review.manager_forms import ExportForm
from questionnaire.review.queue_forms import FilterForm
from questionnaire.review.views.chips import chips_of
from questionnaire.review.views.pages import StaffRequest, filters_of, staff_page

LOGGED = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Written = Callable[[exports.Plan], Iterable[str | bytes]]
FILES: Mapping[ExportFormat, tuple[str, Written]] = {
    ExportFormat.CSV: ("text/csv; charset=utf-8", export_files.as_csv),
    ExportFormat.XLSX: (XLSX, workbook.as_xlsx),
    ExportFormat.JSON: ("application/json", export_files.as_json),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def export(request: StaffRequest) -> HttpResponseBase:
    """Ask for a format, then send the file as it is written; that it was sent is noted first."""
    filters = filters_of(request)
    form = ExportForm(
        request.POST if request.method == "POST" else None, initial={"language": get_language()}
    )
    language = form.cleaned_data["language"] if form.is_valid() else get_language() or "en"
    planned = exports.plan(user=request.user, filters=filters, language=language)
    if form.is_valid():
        file_format = ExportFormat(form.cleaned_data["format"])
        exports.log(planned, file_format)
        return _file(planned, file_format)
    return _page(request, filters, form, planned.rows)


def _file(planned: exports.Plan, file_format: ExportFormat) -> StreamingHttpResponse:
    kind, written = FILES[file_format]
    name = f"ajar-{timezone.localdate():%Y-%m-%d}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(written(planned), content_type=kind, headers=headers)


def _page(request: StaffRequest, filters: Filters, form: ExportForm, rows: int) -> HttpResponse:
    cohorts = list(cohorts_of(request.user))
    colleagues = User.objects.filter(memberships__accelerator__memberships__user=request.user)
    words = FilterForm(filters, cohorts=cohorts, people=list(colleagues.distinct()))
    context: dict[str, Any] = {
        "section": "queue",
        "form": form,
        "rows": rows,
        "query": filters.query(),
        "filters": _in_words(filters, words),
        "logged": _logged(request.user, words),
    }
    status = 422 if form.errors else 200
    return render(request, "questionnaire/review/export.html", context, status=status)


def _in_words(filters: Filters, words: FilterForm) -> list[str]:
    """Return what a list is narrowed to."""
    state = [str(filters.state.label)] if filters.state else []
    return state + [chip.text for chip in chips_of(filters, words)]


def _logged(user: User, words: FilterForm) -> list[dict[str, Any]]:
    """Return the last exports of what a person manages, each with its filters in words."""
    managed = user.memberships.filter(role=MemberRole.MANAGER).values("accelerator")
    rows = Export.objects.filter(accelerator__in=managed).select_related("by", "accelerator")
    return [
        {
            "export": row,
            "format": ExportFormat(row.format).label,
            "filters": _in_words(Filters.read(row.filters), words),
        }
        for row in rows.order_by("-at", "-pk")[:LOGGED]
    ]
