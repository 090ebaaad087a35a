"""What is kept of a simulated trial: its report, map and tables."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission
from outrider.domain.errors import NotFound
from outrider.evidence.trials import services
from outrider.evidence.trials.results import MAP, REPORT_PAGE, REPORT_PDF, TABLES, VARIED
from outrider.web.auth import page
from outrider.web.evidence.trial import run_or_404, viewer_of

KINDS: Final = {
    REPORT_PAGE: "text/html; charset=utf-8",
    REPORT_PDF: "application/pdf",
    MAP: "image/svg+xml",
    VARIED: "image/svg+xml",
    **dict.fromkeys(TABLES, "application/vnd.apache.parquet"),
}
"""Every call in these files is invented: small counts give nobody away."""


@require_safe
@page(Permission.OPEN_EVIDENCE)
def kept_file(request: HttpRequest, run: UUID, file: str) -> HttpResponse:
    """The report, the map, a table. The page and drawings are looked at, the others are saved."""
    if file not in KINDS:
        raise Http404
    if file in TABLES and not viewer_of(request).may(Permission.EXPORT_FIGURES):
        raise Http404
    row = run_or_404(run)
    try:
        content = services.file_of(row, file)
    except NotFound:
        raise Http404 from None
    answer = HttpResponse(content, content_type=KINDS[file])
    answer["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    if file not in (REPORT_PAGE, MAP, VARIED):
        saved = f"outrider-trial-{row.hash[:12]}-{file}"
        answer["Content-Disposition"] = f'attachment; filename="{saved}"'
    answer["Cache-Control"] = "private, max-age=300"
    return answer
