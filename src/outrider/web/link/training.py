"""The safety trainer's pages: requests, places to offer, how current training is, lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import NotFound
from outrider.domain.safety.case.deciding.learning import RESULTS
from outrider.domain.safety.refresher import DEFAULT, When
from outrider.journal.access import log_read
from outrider.safety.calendar import policy
from outrider.safety.inputs import CasePressIn
from outrider.safety.queries.training_currency import (
    HOURS_A_YEAR,
    currency_csv,
    training_currency,
)
from outrider.safety.queries.training_places import training_places
from outrider.safety.queries.training_requests import (
    STATES,
    Request,
    shared_lessons,
    topics_of,
    training_requests,
)
from outrider.safety.queries.training_sessions import session_plan, stations_of
from outrider.safety.services.place_offers import ANSWERS, answer_place, offer_places
from outrider.safety.services.pressing import press_case
from outrider.safety.services.training import record_course
from outrider.web.auth import page
from outrider.web.link.asking import NONE, Trouble, ask, speech, viewer_of
from outrider.web.link.forms import PARTS, day_in, number_in, press_id, whole_in

DONE: Final[Mapping[str, str]] = {
    "book-training": "Booked. The officer sees the day on their My case page.",
    "training-done": "Recorded as done. Ask in a few weeks whether it helped.",
    "training-outcome": "The outcome is kept. The link officer and the officer see it.",
}
STANDS_THEN: Final[Mapping[str, str]] = {
    "book-training": "booked",
    "training-done": "done",
    "training-outcome": "outcome-known",
}
SHOWN_AT_FIRST: Final = 30
ON_A_PAGE: Final = 15


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.OPEN_TRAINING)
def requests(request: HttpRequest) -> HttpResponse:
    """Extra training that was asked for, by its subject alone: book it, then ask if it helped."""
    if request.method != "POST":
        return _requests(request, NONE)
    press = request.POST.get("press", "")
    about = f"{press}-{request.POST.get('request', '')}"
    trouble = ask(request.POST, about, lambda: _press(request, press))
    if trouble is not None:
        return _requests(request, trouble)
    messages.success(request, DONE[press], extra_tags="ok")
    return redirect(f"{reverse('link:requests')}?state={STANDS_THEN[press]}")


def _press(request: HttpRequest, press: str) -> None:
    if press not in DONE:
        raise NotFound
    try:
        case_id = UUID(request.POST.get("case", ""))
    except ValueError:
        raise NotFound from None
    message = CasePressIn(press_id(request.POST), press, PARTS[press](request.POST))
    press_case(case_id=case_id, message=message, by=viewer_of(request), now=timezone.now())


def _requests(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    now = timezone.now()
    found = training_requests(viewer_of(request), now)
    asked = request.POST if request.method == "POST" else request.GET
    state = _state(found, asked.get("state", ""))
    shown = Paginator(found[state], ON_A_PAGE).get_page(asked.get("page"))
    context = speech() | {
        "here": "requests",
        "found": found,
        "state": state,
        "shown": shown,
        "states": STATES,
        "results": RESULTS,
        "today": policy().calendar.day(now).isoformat(),
        "new_id": uuid4,
        "trouble": trouble,
    }
    return render(request, "link/requests.html.jinja", context, status=trouble.status)


def _state(found: Mapping[str, Sequence[Request]], asked: str) -> str:
    """The list asked for; else the first in which somebody waits."""
    first = next((state for state, rows in found.items() if rows), next(iter(STATES)))
    return asked if asked in STATES else first


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.OPEN_TRAINING)
def places(request: HttpRequest) -> HttpResponse:
    """Whom to offer a place, by when and why; and who was there."""
    if request.method != "POST":
        return _places(request, NONE)
    by, now = viewer_of(request), timezone.now()
    told: list[str] = []
    do = request.POST.get("do", "course")
    act = _PLACES.get(do, _unknown)
    trouble = ask(request.POST, do, lambda: told.append(act(request, by, now)))
    if trouble is not None:
        return _places(request, trouble)
    messages.success(request, told[0], extra_tags="ok")
    station = request.POST.get("station", "")
    return redirect(reverse("link:places") + (f"?station={station}" if station.isdigit() else ""))


def _numbers(request: HttpRequest) -> list[str]:
    """Who was ticked, and whose number was typed."""
    typed = request.POST.get("others", "").replace(",", " ").split()
    return [*request.POST.getlist("numbers"), *typed]


def _record(request: HttpRequest, by: Viewer, now: datetime) -> str:
    officers = record_course(
        numbers=_numbers(request),
        done_on=day_in(request.POST, "done_on"),
        hours=number_in(request.POST, "hours"),
        by=by,
        now=now,
    )
    many = "1 officer" if len(officers) == 1 else f"{len(officers)} officers"
    return f"Safety training recorded for {many}."


def _offer(request: HttpRequest, by: Viewer, now: datetime) -> str:
    officers = offer_places(
        numbers=_numbers(request),
        course_on=day_in(request.POST, "course_on"),
        where=request.POST.get("where", ""),
        by=by,
        now=now,
    )
    many = "1 officer" if len(officers) == 1 else f"{len(officers)} officers"
    return f"Noted: a place is offered to {many}. Other trainers see it in this list."


def _answer(request: HttpRequest, by: Viewer, now: datetime) -> str:
    try:
        offer = UUID(request.POST.get("offer", ""))
    except ValueError:
        raise NotFound from None
    row = answer_place(offer=offer, answer=request.POST.get("answer", ""), by=by, now=now)
    return f"{row.officer.spoken_name}: place {ANSWERS[row.answer].lower()}."


def _unknown(request: HttpRequest, by: Viewer, now: datetime) -> str:
    raise NotFound


_PLACES: Final = {"course": _record, "offer": _offer, "answer": _answer}


def _places(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    by, now = viewer_of(request), timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    station = whole_in(asked, "station")
    log_read(who=by.pseudonym, role=by.role.value, entity="training-places", why="training")
    context = speech() | {
        "here": "places",
        "found": training_places(by, now, station),
        "whens": list(When),
        "station": station,
        "whole": request.GET.get("whole", ""),
        "first": SHOWN_AT_FIRST,
        "intervals": DEFAULT,
        "answers": ANSWERS,
        "trouble": trouble,
    }
    return render(request, "link/places.html.jinja", context, status=trouble.status)


@never_cache
@require_safe
@page(Permission.OPEN_TRAINING)
def currency(request: HttpRequest) -> HttpResponse:
    """Stations: who is in date, who runs out when, hours in the year. Counts, no names."""
    found = training_currency(viewer_of(request), timezone.now())
    context = speech() | {"here": "currency", "found": found, "hours": HOURS_A_YEAR}
    return render(request, "link/currency.html.jinja", context)


@require_safe
@page(Permission.OPEN_TRAINING)
def currency_table(request: HttpRequest) -> HttpResponse:
    """The table of the page, as comma-separated values."""
    found = training_currency(viewer_of(request), timezone.now())
    return csv_file(currency_csv(found), "training", found.on)


def csv_file(text: str, name: str, on: date) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="outrider-{name}-{on:%Y-%m-%d}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@never_cache
@require_safe
@page(Permission.OPEN_TRAINING)
def sessions(request: HttpRequest) -> HttpResponse:
    """A short session at one station: when most are on duty, and about what."""
    by = viewer_of(request)
    stations = stations_of(by)
    asked = whole_in(request.GET, "station")
    station = asked if asked is not None else (stations[0].pk if stations else 0)
    context = speech() | {
        "here": "sessions",
        "stations": stations,
        "plan": session_plan(by, station, timezone.now()),
    }
    return render(request, "link/sessions.html.jinja", context)


@never_cache
@require_safe
@page(Permission.OPEN_TRAINING)
def lessons(request: HttpRequest) -> HttpResponse:
    """Lessons that both agreed to share, and what requests and lessons are about."""
    found = shared_lessons()
    asked = training_requests(viewer_of(request), timezone.now())
    context: dict[str, Any] = {
        "here": "lessons",
        "lessons": found,
        "whole": bool(request.GET.get("whole")),
        "first": SHOWN_AT_FIRST,
        "topics": topics_of(asked, found),
    }
    return render(request, "link/lessons.html.jinja", context)
