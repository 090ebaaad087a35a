"""Link officers by station: covered, lapsing, none; appoint, train again, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import NotFound
from outrider.domain.safety.link_cover import NOTICE, Cover
from outrider.people.models import LinkAppointment
from outrider.safety.queries.link_cover import coverage, coverage_csv
from outrider.safety.queries.link_held import begun_with
from outrider.safety.services import link_officers
from outrider.web.auth import page
from outrider.web.link.asking import NONE, Trouble, ask, speech, viewer_of
from outrider.web.link.forms import day_in, whole_in
from outrider.web.link.training import csv_file

LOOKS: Final = {
    Cover.NONE: ("stop", "barred-circle"),
    Cover.LAPSING: ("warn", "clock"),
    Cover.COVERED: ("ok", "tick-filled"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.OPEN_COVERAGE)
def show(request: HttpRequest) -> HttpResponse:
    """Every station; forms for whoever may appoint."""
    if request.method != "POST":
        return _shown(request, NONE)
    by, told = viewer_of(request), []
    do = request.POST.get("do", "")
    name = f"{do}-{request.POST.get('appointment', '')}".rstrip("-")
    trouble = ask(request.POST, name, lambda: told.append(_act(do, request.POST, by)))
    if trouble is not None:
        return _shown(request, trouble)
    messages.success(request, told[0], extra_tags="ok")
    return redirect("link:coverage")


def _act(do: str, form: QueryDict, by: Viewer) -> str:
    act = _ACTS.get(do)
    if act is None:
        raise NotFound
    return act(form, by)


def _appoint(form: QueryDict, by: Viewer) -> str:
    row = link_officers.appoint(
        number=form.get("number", ""),
        station_id=whole_in(form, "station") or 0,
        trained_on=day_in(form, "trained_on"),
        expires_on=day_in(form, "expires_on"),
        by=by,
        now=timezone.now(),
    )
    told = f"{row.officer.spoken_name} is link officer at {row.station.name}."
    return told if row.officer.user_id else f"{told} {NO_ACCOUNT}"


NO_ACCOUNT: Final = "They have no account yet: ask an administrator for one."


def _renew(form: QueryDict, by: Viewer) -> str:
    row = link_officers.renew(
        appointment=whole_in(form, "appointment") or 0,
        trained_on=day_in(form, "trained_on"),
        expires_on=day_in(form, "expires_on"),
        by=by,
        now=timezone.now(),
    )
    return f"{row.officer.spoken_name}’s link training is recorded."


def _end(form: QueryDict, by: Viewer) -> str:
    row: LinkAppointment = link_officers.end(
        appointment=whole_in(form, "appointment") or 0, by=by, now=timezone.now()
    )
    told = f"{row.officer.spoken_name} is no longer link officer at {row.station.name}."
    return f"{told} {_begun(begun_with(row.officer_id, [row.station_id]))}".strip()


def _begun(count: int) -> str:
    """What the person who ends an appointment should know of talks that go on."""
    if not count:
        return ""
    many = "1 talk of theirs has" if count == 1 else f"{count} talks of theirs have"
    asked = "The officer is" if count == 1 else "The officers are"
    return f"{many} begun. {asked} asked how they want to go on."


_ACTS: Final[dict[str, Callable[[QueryDict, Viewer], str]]] = {
    "appoint": _appoint,
    "renew": _renew,
    "end": _end,
}


def _shown(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    found = coverage(viewer_of(request), timezone.now())
    context = speech() | {
        "found": found,
        "covers": list(Cover),
        "looks": LOOKS,
        "notice": NOTICE.days,
        "mine": [one for one in found.stations if one.may_appoint],
        "no_account": NO_ACCOUNT,
        "trouble": trouble,
    }
    return render(request, "link/coverage.html.jinja", context, status=trouble.status)


@require_safe
@page(Permission.OPEN_COVERAGE)
def table(request: HttpRequest) -> HttpResponse:
    """The table of the page without names, as comma-separated values."""
    found = coverage(viewer_of(request), timezone.now())
    return csv_file(coverage_csv(found), "link-officers", found.on)
