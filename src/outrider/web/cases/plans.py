"""Plans: the cases that somebody looks after, and one plan with all that can be done in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import Invalid, NotFound
from outrider.domain.safety import codes, words
from outrider.safety.models import Case
from outrider.safety.queries.colleagues import could_take
from outrider.safety.queries.plans import (
    MOST,
    PlanRow,
    TaskRow,
    others_cases,
    others_present,
    plan_rows,
    spoken_count,
)
from outrider.safety.services.handing_over import HandedOver, hand_over_all
from outrider.web.auth import page
from outrider.web.cases import phrases, plan_page
from outrider.web.cases.common import form_tools, nothing_here, row_for, shown, who
from outrider.web.cases.looking import (
    REASONS,
    give_reason,
    known_reason,
    look,
    own_task,
    reason_given,
    usual_reason,
)
from outrider.web.cases.said import TAKEN
from outrider.web.cases.taking import Trouble, press_id_of, take, trouble

MAY_OPEN: Final = (Permission.OPEN_PLANS, Permission.OPEN_HEALTH)
SHOWN_FIRST: Final = 12
ALWAYS: Final = datetime.max.replace(tzinfo=UTC)
GROUPS: Final = (
    ("overdue", "Overdue"),
    ("soon", "Due within two days"),
    ("waits", "Waiting for somebody"),
    ("later", "Going on"),
)


@never_cache
@ensure_csrf_cookie
@require_safe
@page(*MAY_OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """What needs a hand, by date."""
    return _index(request)


def _index(request: HttpRequest, problem: Trouble | None = None) -> HttpResponse:
    by, now = who(request), timezone.now()
    closed = request.GET.get("show") == "closed"
    rows = plan_rows(by, now, closed=closed)
    context = {
        "closed": closed,
        "groups": _grouped(rows),
        "mine": _mine(rows),
        "shown_first": SHOWN_FIRST,
        "number": len(rows),
        "cut": others_cases(by, closed=closed).count() > MOST,
        "last_closed": _last_closed(by),
        "may_manage": by.may(Permission.MANAGE_PLAN),
        **form_tools(problem),
    }
    status = problem.status if problem else 200
    return render(request, "cases/plans.html.jinja", context, status=status)


def _mine(rows: list[PlanRow]) -> list[tuple[PlanRow, TaskRow]]:
    """The viewer's own tasks in all plans, by date."""
    found = [(row, task) for row in rows for task in row.waiting if task.mine]
    return sorted(found, key=lambda pair: pair[1].due_at or ALWAYS)


def _grouped(rows: list[PlanRow]) -> list[tuple[str, str, list[PlanRow]]]:
    found = [(key, title, [row for row in rows if row.group == key]) for key, title in GROUPS]
    return [group for group in found if group[2]]


def _last_closed(by: Viewer) -> str:
    row = others_cases(by, closed=True).filter(closed_at__isnull=False).order_by("-closed_at")
    last = row.first()
    if last is None or last.closed_at is None:
        return ""
    return words.day(timezone.localdate(last.closed_at))


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@page(*MAY_OPEN)
def plan(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """One plan; a POST is one step. Whoever has no part in it is asked first why they look."""
    by, now = who(request), timezone.now()
    row = row_for(case_id, by)
    if row is None:
        return nothing_here(request)
    if str(row.victim_id) == by.officer_id:
        return redirect("cases:my-case", case_id=case_id)
    reason = _reason(request, row, by, now)
    if not reason:
        return _ask_why(request, row)
    if request.method != "POST":
        look(request, row, by, reason, now)
        return _page(request, row, by, reason)
    try:
        done = take(request, case_id, by)
    except NotFound:
        return nothing_here(request)
    if isinstance(done, Trouble):
        return _page(request, row_for(case_id, by) or row, by, reason, done)
    messages.success(request, TAKEN[done.press], extra_tags="ok")
    if row_for(case_id, by) is None:
        return redirect("cases:plans")
    return redirect("cases:plan", case_id=case_id)


def _reason(request: HttpRequest, row: Case, by: Viewer, now: datetime) -> str:
    given = reason_given(request, row, by, now)
    return given or (usual_reason(by) if own_task(row, by) else "")


def _ask_why(request: HttpRequest, row: Case, wrong: str = "") -> HttpResponse:
    context = {"case_id": row.pk, "number": row.number, "reasons": REASONS, "wrong": wrong}
    status = 422 if wrong else 200
    return render(request, "cases/why.html.jinja", context, status=status)


@never_cache
@require_POST
@page(*MAY_OPEN)
def why(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The reason for opening a case in which one has no part: the officer reads it."""
    by = who(request)
    row = row_for(case_id, by)
    if row is None:
        return nothing_here(request)
    reason = known_reason(request.POST.get("why", ""))
    if not reason:
        return _ask_why(request, row, "Choose why you open this case.")
    give_reason(request, row, by, reason, timezone.now())
    return redirect("cases:plan", case_id=case_id)


def _page(
    request: HttpRequest, row: Case, by: Viewer, reason: str, problem: Trouble | None = None
) -> HttpResponse:
    now = timezone.now()
    case = shown(row, by, now)
    points = plan_page.points(case, now)
    line = by.may(Permission.MANAGE_PLAN)
    context = {
        "case": case,
        "points": points,
        "counts": plan_page.counts(points),
        "clocks": plan_page.clock_cards(case, now),
        "people": plan_page.waiting_people(case),
        "could": _could(case, row, now),
        "second": _asks_how_they_are(row) if line else "",
        "present": others_present(row, by) if line else [],
        "reason": REASONS.get(reason) or codes.LOOKS.get(reason, reason),
        "codes": codes,
        "words": phrases,
        "today": timezone.localdate(now),
        "me": by,
        **form_tools(problem),
    }
    status = problem.status if problem else 200
    return render(request, "cases/plan.html.jinja", context, status=status)


def _could(case: dict[str, Any], row: Case, now: datetime) -> dict[str, Any]:
    """Who could take which part: for those who may hand it out."""
    wanted = {
        "oic": "assign-oic",
        "statement": "assign-statement-taker",
        "supervisor": "assign-supervisor",
    }
    return {
        part: could_take(part, row, now) for part, press in wanted.items() if press in case["can"]
    }


def _asks_how_they_are(row: Case) -> str:
    number = spoken_count(row.victim_id, row)
    return words.ordinal(number) if number > 1 else ""


@never_cache
@require_POST
@page(Permission.MANAGE_PLAN)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Everything that one person has waiting, in every plan that the viewer looks after."""
    sent = request.POST
    try:
        handed = hand_over_all(
            giver=sent.get("from", ""),
            taker=sent.get("to", ""),
            press_id=press_id_of(sent),
            by=who(request),
            now=timezone.now(),
        )
    except Invalid as failure:
        return _index(request, trouble(failure, "hand-over", "hand-over-all", sent))
    _tell(request, handed)
    return redirect("cases:plans")


def _tell(request: HttpRequest, handed: HandedOver) -> None:
    if handed.cases:
        told = f"Handed from {handed.giver} to {handed.taker}: {', '.join(handed.cases)}."
        messages.success(request, told, extra_tags="ok")
    elif not handed.refused:
        told = f"{handed.giver} has nothing waiting in your plans."
        messages.warning(request, told, extra_tags="warn")
    for number, refusal in handed.refused:
        told = f"Not handed over, {number}: {refusal.why} {refusal.way_on} (Rule {refusal.rule}.)"
        messages.error(request, told, extra_tags="stop")
