"""The statistics for the analyst: every question, and a page for each with all that it needs."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Permission, Viewer
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.kept import Answer, CannotTell, Running, answer, year
from outrider.evidence.signals.leaving import SMALLEST, may_leave
from outrider.evidence.signals.look import Look
from outrider.evidence.signals.looks import look_of, themes
from outrider.evidence.signals.marks import standing
from outrider.evidence.signals.releases import NotReleased, release
from outrider.signals.figure import places
from outrider.signals.result import Result
from outrider.signals.shown import rounded
from outrider.web.auth import page
from outrider.web.evidence.part import demo_seed
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.period import NotAnInstant, spelled, until_of
from outrider.web.evidence.signal_table import shown_table
from outrider.web.evidence.svg import drawn_answer

OPEN = Permission.OPEN_SIGNALS


def moment(request: HttpRequest) -> datetime:
    """The moment of the address, or the last full hour: answers are kept for that long.

    Raises:
        NotAnInstant: says what is wrong with it and what to do.
    """
    if request.GET.get("until"):
        return until_of(request)
    return timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@never_cache
@require_safe
@page(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Every question with the method that answers it."""
    try:
        until = moment(request)
    except NotAnInstant as wrong:
        return _wrong(request, wrong)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(
        request,
        "evidence/signals/index.html.jinja",
        {
            "themes": themes(),
            "year": year(until),
            "until": spelled(until),
            "marks": standing(),
            "parts": parts_of(viewer),
            "seed": demo_seed(),
        },
    )


@never_cache
@require_safe
@page(OPEN)
def show(request: HttpRequest, look: str) -> HttpResponse:
    """One question: its answer, or that it is still being made."""
    found = _look(look)
    try:
        until = moment(request)
    except NotAnInstant as wrong:
        return _wrong(request, wrong)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    made = answer(found, until)
    context = {
        "look": found,
        "year": year(until),
        "until": spelled(until),
        "parts": parts_of(viewer),
        "seed": demo_seed(),
        "smallest": SMALLEST,
    }
    match made:
        case Running(seconds):
            waiting = context | {"seconds": round(seconds)}
            return render(request, "evidence/signals/waiting.html.jinja", waiting, status=202)
        case CannotTell(why):
            return render(request, "evidence/signals/cannot.html.jinja", context | {"why": why})
    return render(
        request, "evidence/signals/show.html.jinja", context | _of(found, made, year(until))
    )


def _of(look: Look, result: Result, frame: SafetyYear) -> dict[str, object]:
    return {
        "counted": counted(result),
        "estimate": estimate(result),
        "marks": frame.marks,
        "result": result,
        "drawn": result.chart is not None and places(result.chart) > 0,
        "table": shown_table(result.table),
        "leaves": may_leave(look, result),
    }


def counted(result: Result) -> str:
    """ "980 assaults over 1,204,332 hours on duty."."""
    text = f"{result.n:,} {result.n_unit}"
    if result.exposure is not None:
        text += f" over {result.exposure:,.0f} {result.exposure_unit}"
    return f"{text}."


def estimate(result: Result) -> str:
    """ "1.97 times (0.86 to 4.28)"."""
    if result.estimate is None:
        return ""
    value = rounded(float(result.estimate))
    if result.interval is None:
        return f"{value} {result.unit}"
    low, high = result.interval
    return f"{value} {result.unit} ({rounded(low)} to {rounded(high)})"


@require_safe
@page(OPEN)
def drawing(request: HttpRequest, look: str) -> HttpResponse:
    """The chart in the theme and width asked for."""
    made = _made(request, _look(look))
    if not isinstance(made, Result):
        raise Http404
    return drawn_answer(request, made)


@require_safe
@page(OPEN)
def table(request: HttpRequest, look: str) -> HttpResponse:
    """The table as a file, where no row is a person and every small count is hidden.

    It is made once for its twelve months and kept: later files are protected against it.
    """
    found = _look(look)
    made = _made(request, found)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not isinstance(made, Result) or not viewer.may(Permission.EXPORT_FIGURES):
        raise Http404
    if may_leave(found, made) is None:
        raise Http404
    until = moment(request)
    frame = year(until)
    try:
        left = release(found, made, frame, by=viewer, now=timezone.now())
    except NotReleased as why:
        context = {
            "look": found, "year": frame, "until": spelled(until), "parts": parts_of(viewer),
            "seed": demo_seed(), "why": str(why),
        }  # fmt: skip
        return render(request, "evidence/signals/cannot.html.jinja", context, status=409)
    file = HttpResponse(left.csv, content_type="text/csv; charset=utf-8")
    name = f"outrider-signals-{found.key}-to-{left.end:%Y-%m-%d}.csv"
    file["Content-Disposition"] = f'attachment; filename="{name}"'
    file["X-Data-Digest"] = left.digest
    return file


def _look(key: str) -> Look:
    found = look_of(key)
    if found is None:
        raise Http404
    return found


def _made(request: HttpRequest, look: Look) -> Answer:
    try:
        return answer(look, moment(request))
    except NotAnInstant:
        raise Http404 from None


def _wrong(request: HttpRequest, wrong: NotAnInstant) -> HttpResponse:
    return render(request, "evidence/wrong.html.jinja", {"wrong": str(wrong)}, status=400)
