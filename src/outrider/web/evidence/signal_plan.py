"""Before anybody starts: what a start station by station could show, on the force's own figures."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.domain.access import Viewer
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.kept import year
from outrider.evidence.signals.look import TooLittle
from outrider.evidence.signals.planner import Ground, Plan, ground_of, planned
from outrider.signals.result import Result
from outrider.web.auth import page
from outrider.web.evidence.part import demo_seed
from outrider.web.evidence.parts import parts_of
from outrider.web.evidence.period import NotAnInstant, spelled
from outrider.web.evidence.signal_table import shown_table
from outrider.web.evidence.signals import OPEN, counted, estimate, moment
from outrider.web.evidence.svg import drawn_answer

MONTHS: Final = 3
FALL: Final = 20
NUMBERS: Final = ("stations", "steps", "months", "fall")
WORDS: Final = {
    "stations": "Stations that will start",
    "steps": "Steps in which they start",
    "months": "Months to a step",
    "fall": "Hoped-for fall, per cent",
}


@never_cache
@require_safe
@page(OPEN)
def show(request: HttpRequest) -> HttpResponse:
    """The form, filled in from the year, and its answer."""
    try:
        frame = year(moment(request))
    except NotAnInstant as wrong:
        told = {"wrong": str(wrong)}
        return render(request, "evidence/wrong.html.jinja", told, status=HTTPStatus.BAD_REQUEST)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "parts": parts_of(viewer),
        "seed": demo_seed(),
        "year": frame,
        "words": WORDS,
    }
    try:
        ground = ground_of(frame)
    except TooLittle as why:
        return render(request, "evidence/signals/plan.html.jinja", context | {"why": why})
    typed = _typed(request, ground)
    context |= {"ground": ground, "typed": typed}
    try:
        made = planned(ground, _plan(typed), frame.vintage)
    except ValueError as wrong:
        return render(
            request,
            "evidence/signals/plan.html.jinja",
            context | {"wrong": str(wrong)},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return render(
        request, "evidence/signals/plan.html.jinja", context | _of(made, typed, frame, request)
    )


@require_safe
@page(OPEN)
def drawing(request: HttpRequest) -> HttpResponse:
    """The curve in the theme and width asked for."""
    try:
        frame = year(moment(request))
        ground = ground_of(frame)
        made = planned(ground, _plan(_typed(request, ground)), frame.vintage)
    except (NotAnInstant, ValueError) as why:
        raise Http404(str(why)) from None
    return drawn_answer(request, made)


def _typed(request: HttpRequest, ground: Ground) -> dict[str, str]:
    """The fields as they were typed; at first, what the year offers."""
    offered = {
        "stations": ground.stations, "steps": ground.steps, "months": MONTHS, "fall": FALL,
    }  # fmt: skip
    return {name: request.GET.get(name, str(offered[name]))[:12].strip() for name in NUMBERS}


def _plan(typed: dict[str, str]) -> Plan:
    found = {}
    for name, text in typed.items():
        try:
            found[name] = int(text)
        except ValueError:
            raise ValueError(
                f"{WORDS[name]}: “{text}” is no whole number. Write it in figures."
            ) from None
    return Plan(found["stations"], found["steps"], found["months"], found["fall"] / 100)


def _of(
    made: Result, typed: dict[str, str], frame: SafetyYear, request: HttpRequest
) -> dict[str, Any]:
    query = request.GET.copy()
    for name, text in typed.items():
        query[name] = text
    query["until"] = spelled(frame.at)
    return {
        "result": made,
        "drawn": True,
        "table": shown_table(made.table),
        "counted": counted(made),
        "estimate": estimate(made),
        "query": query.urlencode(),
    }
