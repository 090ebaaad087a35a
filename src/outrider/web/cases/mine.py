"""My case: for the officer it happened to, whatever their job is tonight."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from outrider.domain.access import Field, Permission, Viewer
from outrider.domain.errors import Invalid, NotFound
from outrider.domain.safety import codes
from outrider.domain.safety.case.deciding.learning import KEPT_HEADINGS, RESULTS
from outrider.domain.safety.refresher import spelled
from outrider.people.models import User
from outrider.safety.models import Case
from outrider.safety.queries.looks import looks_at
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.training_places import own_place
from outrider.safety.queries.views.case import rows_for_view
from outrider.safety.queries.views.common import fields_of, person
from outrider.safety.services.place_offers import answer_place
from outrider.web.auth import page
from outrider.web.cases import my_page, phrases
from outrider.web.cases.common import TIMES, form_tools, nothing_here, row_for, shown, who
from outrider.web.cases.did import you_said_we_did
from outrider.web.cases.forms import identity
from outrider.web.cases.looking import look, usual_reason
from outrider.web.cases.said import PLACE_GONE, PLACE_SAID, TAKEN
from outrider.web.cases.taking import Taken, Trouble, take

LOOKS_SHOWN = 5
MOST = 200
MEMBER = frozenset({Field.CASE_PROGRESS, Field.CASE_VICTIM})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.OPEN_MY_CASE)
def index(request: HttpRequest) -> HttpResponse:
    """One's own records, newest first; for a representative, members who agreed that they know.

    A POST answers the place in safety training that is offered to oneself.
    """
    by, now = who(request), timezone.now()
    if request.method == "POST":
        return _answered(request, by, now)
    rows = rows_for_view(cases_visible_to(by).order_by("-recorded_at"))
    me = UUID(by.officer_id) if by.officer_id else None
    mine = rows.filter(victim_id=me) if me else rows.none()
    represents = not (by.may(Permission.OPEN_PLANS) or by.may(Permission.OPEN_LINK_QUEUE))
    members = _others(by).exclude(victim_id=me) if represents else rows.none()
    context = {
        "mine": [_line(row, by, now) for row in mine[:MOST]],
        "members": [_member(row) for row in members[:MOST] if fields_of(row, by) >= MEMBER],
        "place": own_place(by, now),
        "spelled": spelled,
        "may_record": by.may(Permission.RECORD_ASSAULT),
        "linked": by.officer_id is not None,
        "words": phrases,
    }
    return render(request, "cases/mine.html.jinja", context)


def _answered(request: HttpRequest, by: Viewer, now: datetime) -> HttpResponse:
    offer, answer = identity(request.POST, "offer"), request.POST.get("answer", "")
    try:
        if offer is None:
            raise NotFound
        row = answer_place(offer=offer, answer=answer, by=by, now=now)
    except NotFound:
        messages.warning(request, PLACE_GONE, extra_tags="warn")
    except Invalid as wrong:
        messages.warning(request, wrong.errors[0].message, extra_tags="warn")
    else:
        messages.success(request, PLACE_SAID[row.answer], extra_tags="ok")
    return redirect("cases:mine")


def _others(by: Viewer) -> QuerySet[Case]:
    """Open cases first, the newest first."""
    rows = cases_visible_to(by).select_related("victim__station")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-recorded_at")


def _member(row: Case) -> dict[str, Any]:
    """What a line says of a member: who, and whether the case goes on."""
    return {"id": row.pk, "number": row.number, "status": row.status, "victim": person(row.victim)}


def _line(row: Case, by: Viewer, now: datetime) -> dict[str, Any]:
    case = shown(row, by, now)
    return {"case": case, "next": my_page.next_box(case, now)}


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.OPEN_MY_CASE)
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """One case, to read and to act on; a POST is one step."""
    by = who(request)
    row = row_for(case_id, by)
    if row is None:
        return nothing_here(request)
    if str(row.victim_id) != by.officer_id:
        return _somebody_elses(request, row, by)
    if request.method != "POST":
        return _page(request, row, by)
    try:
        done = take(request, case_id, by)
    except NotFound:
        return nothing_here(request)
    if isinstance(done, Trouble):
        return _page(request, row_for(case_id, by) or row, by, done)
    return _after(request, done, by)


def _after(request: HttpRequest, done: Taken, by: Viewer) -> HttpResponse:
    messages.success(request, TAKEN[done.press], extra_tags="ok")
    if row_for(done.case.pk, by) is None:
        return redirect("cases:mine")
    return redirect("cases:my-case", case_id=done.case.pk)


def _somebody_elses(request: HttpRequest, row: Case, by: Viewer) -> HttpResponse:
    """A plan for those who look after it; for a representative, what the member agreed to."""
    if by.may(Permission.OPEN_PLANS):
        return redirect("cases:plan", case_id=row.pk)
    if by.may(Permission.OPEN_LINK_QUEUE) or request.method == "POST":
        return nothing_here(request)
    now = timezone.now()
    look(request, row, by, usual_reason(by), now)
    context = {"case": shown(row, by, now), "words": phrases}
    return render(request, "cases/member.html.jinja", context)


def _page(
    request: HttpRequest, row: Case, by: Viewer, trouble: Trouble | None = None
) -> HttpResponse:
    now = timezone.now()
    case = shown(row, by, now)
    looks = looks_at(row, by)
    context = {
        "case": case,
        "points": my_page.points(case, now),
        "next": my_page.next_box(case, now),
        "stands": my_page.where_it_stands(case),
        "did": you_said_we_did(row, case),
        "looks": looks,
        "looks_shown": LOOKS_SHOWN,
        "recorded_by": _recorder(row),
        "codes": codes,
        "headings": KEPT_HEADINGS,
        "results": RESULTS,
        "words": phrases,
        "today": timezone.localdate(now),
        **form_tools(trouble),
    }
    status = trouble.status if trouble else 200
    return render(request, "cases/my-case.html.jinja", context, status=status)


def _recorder(row: Case) -> str:
    """Who recorded it for the officer."""
    if not row.on_behalf:
        return ""
    who_did = _uuid(row.incident.recorded_by)
    user = User.objects.filter(pseudonym=who_did).first() if who_did else None
    officer = getattr(user, "officer", None) if user else None
    return officer.spoken_name if officer else "A colleague"


def _uuid(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


@never_cache
@require_safe
@page(Permission.OPEN_MY_CASE)
def everything(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """All that is held about this case and its officer, to read and to print."""
    by, now = who(request), timezone.now()
    row = row_for(case_id, by)
    if row is None or str(row.victim_id) != by.officer_id:
        return nothing_here(request)
    case = shown(row, by, now)
    context = {
        "case": case,
        "points": my_page.points(case, now),
        "stands": my_page.where_it_stands(case),
        "looks": looks_at(row, by),
        "codes": codes,
        "words": phrases,
        "headings": KEPT_HEADINGS,
        "printed_at": timezone.localtime(now),
        **TIMES,
    }
    return render(request, "cases/everything.html.jinja", context)


@never_cache
@require_safe
@page(Permission.OPEN_MY_CASE)
def as_data(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same as a file that a machine reads."""
    by, now = who(request), timezone.now()
    row = row_for(case_id, by)
    if row is None or str(row.victim_id) != by.officer_id:
        return nothing_here(request)
    body = {"case": shown(row, by, now), "looks": looks_at(row, by)}
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.json"'
    return answer
