"""Taking a filtered list away as a file; managers see who has."""

from typing import Any

from django.contrib.auth.models import User
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from questionnaire.enums import ExportFormat, MemberRole
from questionnaire.models import Export
from questionnaire.review import export_files, exports
from questionnaire.review.access import cohorts_of
from questionnaire.review.filters import Filters
from questionnaire.review.manager_forms import ExportForm
from questionnaire.review.queue_forms import FilterForm
from questionnaire.review.views.chips import chips_of
from questionnaire.review.views.pages import StaffRequest, filters_of, staff_page

LOGGED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def export(request: StaffRequest) -> HttpResponseBase:
    """Ask for a format, then send the file; that it was sent is noted first."""
    filters = filters_of(request)
    form = ExportForm(
        request.POST if request.method == "POST" else None, initial={"language": get_language()}
    )
    language = form.cleaned_data["language"] if form.is_valid() else get_language() or "en"
    planned = exports.plan(user=request.user, filters=filters, language=language)
    if form.is_valid():
        file_format = ExportFormat(form.cleaned_data["format"])
        if file_format != ExportFormat.XLSX or planned.rows <= export_files.MAX_XLSX_ROWS:
            exports.log(planned, file_format)
            return _file(planned, file_format)
        form.add_error("format", _too_long())
    return _page(request, filters, form, planned.rows)


def _too_long() -> str:
    most = export_files.MAX_XLSX_ROWS
    said = ngettext(
        "A workbook has room for %(number)s submission here. Choose CSV or JSON, or filter first.",
        "A workbook has room for %(number)s submissions here. Choose CSV or JSON, or filter first.",
        most,
    )
    return said % {"number": most}


def _file(planned: exports.Plan, file_format: ExportFormat) -> HttpResponseBase:
    name = f"ajar-{timezone.localdate():%Y-%m-%d}.{file_format}"
    if file_format == ExportFormat.XLSX:
        return FileResponse(export_files.xlsx_file(planned), as_attachment=True, filename=name)
    is_csv = file_format == ExportFormat.CSV
    parts = export_files.as_csv(planned) if is_csv else export_files.as_json(planned)
    kind = "text/csv; charset=utf-8" if is_csv else "application/json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(parts, content_type=kind, headers=headers)


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
