"""The link officer's queue and one conversation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import NotFound
from outrider.domain.safety.case.deciding.learning import RESULTS
from outrider.domain.safety.codes import TOPICS
from outrider.domain.safety.refresher import spelled
from outrider.safety.calendar import policy
from outrider.safety.inputs import CasePressIn
from outrider.safety.models import Case
from outrider.safety.queries.common_hours import common_times
from outrider.safety.queries.link_queue import Turn, link_queue
from outrider.safety.queries.looks import log_look
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views import view_case
from outrider.safety.queries.views.case import rows_for_view
from outrider.safety.queries.views.talk import WARNING
from outrider.safety.services.guards import visible_case
from outrider.safety.services.pressing import press_case
from outrider.web.auth import page
from outrider.web.link.asking import NONE, Trouble, ask, speech, viewer_of
from outrider.web.link.forms import PARTS, press_id
from outrider.web.link.questions import QUESTIONS

DONE: Final[Mapping[str, str]] = {
    "offer-talk": "Offered. They see it on their My case page.",
    "agree-time": "The time is kept.",
    "pass-on": "Passed on. Another link officer of the station can offer it.",
    "take-over": "Yours now. They are told who you are.",
    "video-seen": "Logged: which footage, when, and whether together.",
    "save-talk": "Saved.",
    "take-out": "Taken out. It is gone for both of you.",
    "save-lesson": "Saved. You both have to agree to it before anybody else can read it.",
    "agree-lesson": "You agreed to the lesson.",
    "finish-talk": "The conversation is finished.",
    "request-training": "Asked for. The safety trainer sees the subject and none of your notes.",
}
WHERE: Final[Mapping[str, str]] = {
    "save-talk": "#notes",
    "take-out": "#notes",
    "video-seen": "#video",
    "save-lesson": "#lesson",
    "agree-lesson": "#lesson",
    "request-training": "#training",
}
STEPS: Final = ("Offered", "Accepted", "Video seen", "Talk", "Training", "You said, we did")


@never_cache
@require_safe
@page(Permission.OPEN_LINK_QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """Own station's conversations by whose turn it is, own load and own training."""
    found = link_queue(viewer_of(request), timezone.now())
    return render(request, "link/queue.html.jinja", {"queue": found, "turns": list(Turn)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@ensure_csrf_cookie
@page(Permission.OPEN_LINK_QUEUE)
def talk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One conversation: offer it, hold it, finish it."""
    by, now = viewer_of(request), timezone.now()
    if request.method != "POST":
        return _shown(request, case_id, NONE)
    press = request.POST.get("press", "")
    trouble = ask(request.POST, press, lambda: _press(request, case_id, press, by, now))
    if trouble is not None:
        return _shown(request, case_id, trouble)
    messages.success(request, DONE.get(press, "Saved."), extra_tags="ok")
    if not cases_visible_to(by).filter(pk=case_id).exists() or press == "pass-on":
        return redirect("link:queue")
    return redirect(reverse("link:talk", args=[case_id]) + WHERE.get(press, ""))


def _press(request: HttpRequest, case_id: UUID, press: str, by: Viewer, now: datetime) -> None:
    if press not in DONE:
        raise NotFound
    parts = PARTS[press](request.POST)
    message = CasePressIn(press_id(request.POST), press, parts)
    press_case(case_id=case_id, message=message, by=by, now=now)


def _shown(request: HttpRequest, case_id: UUID, trouble: Trouble) -> HttpResponse:
    by, now = viewer_of(request), timezone.now()
    try:
        case = visible_case(case_id, by)
    except NotFound:
        raise Http404 from None
    if str(case.victim_id) == by.officer_id:
        raise Http404  # their own case is on their own page
    shown = view_case(rows_for_view(Case.objects.filter(pk=case.pk)).get(), by, now)
    log_look(case, by, "to-offer-talk" if shown["talk"]["state"] == "none" else "to-talk")
    return render(
        request,
        "link/talk.html.jinja",
        _context(case, shown, by, now) | {"trouble": trouble},
        status=trouble.status,
    )


def _context(case: Case, shown: dict[str, Any], by: Viewer, now: datetime) -> dict[str, Any]:
    told = shown["talk"]
    today = policy().calendar.day(now)
    ask_again = told.get("ask_again_on")
    return speech() | {
        "case": shown,
        "talk": told,
        "state": told["state"],
        "day_of": lambda text: spelled(date.fromisoformat(text)),
        "who": shown["victim"]["name"],
        "meets_at": _moment(told.get("meets_at")),
        "may_have_met": _may_have_met(told, now),
        "not_before": _later(ask_again, today),
        "times": common_times(UUID(by.officer_id), case.victim_id, now) if by.officer_id else [],
        "warning": WARNING,
        "live": told["live"],
        "videos": [
            video | {"from": _moment(video["from"]), "to": _moment(video["to"])}
            for video in told.get("videos", [])
        ],
        "footage": shown["facts"]["footage"],
        "headings": QUESTIONS,
        "notes": shown.get("notes", {}),
        "lesson": shown.get("lesson"),
        "training": shown["training"],
        "topics": TOPICS,
        "results": RESULTS,
        "steps": _steps(told, shown),
        "today": today.isoformat(),
        "clock": f"{now.astimezone(policy().calendar.zone):%H:%M}",
        "new_id": uuid4,
        "days_since": (today - policy().calendar.day(case.incident.occurred_at)).days,
        "queue": link_queue(by, now),
        "turns": [turn for turn in Turn if turn is not Turn.OVER],
    }


def _may_have_met(told: dict[str, Any], now: datetime) -> bool:
    """Accepted by both, and no time is agreed that is still to come."""
    at = _moment(told.get("meets_at"))
    waits = told["state"] == "accepted" and told["waits_for"] != "another"
    return waits and (at is None or at <= now)


def _later(ask_again_on: str | None, today: date) -> date | None:
    if ask_again_on is None or date.fromisoformat(ask_again_on) <= today:
        return None
    return date.fromisoformat(ask_again_on)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _steps(told: dict[str, Any], shown: dict[str, Any]) -> list[tuple[str, str]]:
    """Each step with how it stands: done, now or empty."""
    state = told["state"]
    training = shown["training"]
    done = {
        "Offered": state != "none",
        "Accepted": state in ("accepted", "talked", "finished"),
        "Video seen": bool(told.get("videos")),
        "Talk": state == "finished",
        "Training": bool(training) and all(row["done_on"] for row in training),
        "You said, we did": any(row["outcome"] for row in training)
        or bool(shown.get("lesson") and shown["lesson"]["shared"]),
    }
    now = {
        "none": "Offered",
        "offered": "Accepted",
        "accepted": "Talk",
        "talked": "Talk",
        "finished": "Training" if training and not done["Training"] else "You said, we did",
    }[state]
    return [(step, "now" if step == now else "done" if done[step] else "") for step in STEPS]
