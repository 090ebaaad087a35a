"""A figure's file: its table as CSV, its drawing as SVG."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpResponse

from outrider.trial.judging.table import Table


def csv_answer(figure: str, table: Table, day: date | datetime, digest: str) -> HttpResponse:
    """The table as the page shows it, as comma-separated values."""
    answer = HttpResponse(table.csv(), content_type="text/csv; charset=utf-8")
    name = f"outrider-{figure}-{day:%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Data-Digest"] = digest
    return answer


def svg_answer(svg: str) -> HttpResponse:
    """Opened by itself the file is a document of its own: it may style itself and nothing else."""
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    answer["Cache-Control"] = "private, max-age=300"
    return answer
