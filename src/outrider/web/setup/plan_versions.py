"""Versions of the plan: bring a file, read what it changes, then keep it. No script needed."""

from __future__ import annotations

import json
from datetime import datetime, time
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outrider.domain.access import Permission
from outrider.domain.errors import FieldError, Forbidden, Invalid, Refused, invalid
from outrider.domain.safety.template import read_template
from outrider.people.actors import actor_of
from outrider.safety.models import PlanTemplate
from outrider.safety.queries.plan_versions import changes_of, plan_versions
from outrider.safety.services.guards import need
from outrider.safety.services.templates import check_template, import_template
from outrider.web.auth import page
from outrider.web.setup.agreements import NOT_IN_THE_DEMO
from outrider.web.setup.views import viewer_of

LARGEST: Final = 512 * 1024
STARTS: Final = time(7, 0)  # with the early shift, as rule packs do
WHENS: Final = ("draft", "now", "day")


@never_cache
@require_safe
@page(Permission.EDIT_PLAN_TEMPLATE)
def show(request: HttpRequest) -> HttpResponse:
    """Every version, what the waiting ones change, and bringing another."""
    return _show(request)


@require_safe
@page(Permission.EDIT_PLAN_TEMPLATE)
def export(request: HttpRequest, version: str) -> HttpResponse:
    """A version as the file that an edited one starts from."""
    row = PlanTemplate.objects.filter(version=version).first()
    if row is None:
        raise Http404
    text = json.dumps(row.body, indent=2, ensure_ascii=False) + "\n"
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="outrider-plan.json"'
    return answer


@never_cache
@require_POST
@page(Permission.EDIT_PLAN_TEMPLATE)
def preview(request: HttpRequest) -> HttpResponse:
    """What the file changes, or everything that is wrong with it. Nothing is kept."""
    try:
        body = _file(request)
    except Invalid as wrong:
        return _show(request, list(wrong.errors))
    problems = check_template(body)
    if problems:
        context = {"problems": problems, "name": _name(request)}
        return render(request, "setup/plan-wrong.html.jinja", context, status=422)
    return _preview(request, body)


@never_cache
@require_POST
@page(Permission.EDIT_PLAN_TEMPLATE)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the version that was looked at: as a draft, from now, or from a day."""
    by = viewer_of(request)
    need(by, Permission.EDIT_PLAN_TEMPLATE)
    body = _sent(request)
    if settings.DEMO:
        messages.info(request, NOT_IN_THE_DEMO)
        return redirect("set-up:plan-versions")
    now = timezone.now()
    try:
        row = import_template(body=body, live_from=_begins(request, now), by=actor_of(by), now=now)
    except Invalid as wrong:
        return _preview(request, body, list(wrong.errors))
    except Refused as refusal:
        told = FieldError("when", f"{refusal.why} {refusal.way_on}")
        return _preview(request, body, [told], HTTPStatus.CONFLICT)
    except Forbidden as no:
        return _preview(request, body, [FieldError("when", no.why)], HTTPStatus.FORBIDDEN)
    messages.success(request, _kept(row), extra_tags="ok")
    return redirect("set-up:plan-versions")


def _kept(row: PlanTemplate) -> str:
    if row.live_from is None:
        return f"Version {row.version} is kept as a draft. No case starts with it yet."
    begins = f"{timezone.localtime(row.live_from):%-d %B %Y, %H:%M}"
    return f"Version {row.version}: cases recorded from {begins} start with it."


def _file(request: HttpRequest) -> Any:
    """The plan of a file, or a draft that is there already."""
    if draft := request.POST.get("version", ""):
        row = PlanTemplate.objects.filter(version=draft).first()
        if row is None:
            raise invalid("plan", "This version is not there any more. Reload the page.")
        return row.body
    sent = request.FILES.get("plan")
    if sent is None:
        raise invalid("plan", "Choose the file of the plan.")
    if (sent.size or 0) > LARGEST:
        raise invalid("plan", "The file is larger than 512 kB. A plan is smaller.")
    try:
        return json.loads(sent.read().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        told = f"Line {error.lineno} of the file is not JSON: {error.msg}. Put it right."
        raise invalid("plan", told) from None
    except (ValueError, RecursionError):
        raise invalid("plan", "The file is not the JSON of a plan. Start from an export.") from None


def _name(request: HttpRequest) -> str:
    sent = request.FILES.get("plan")
    return (sent.name or "") if sent else request.POST.get("version", "")


def _sent(request: HttpRequest) -> Any:
    """What the preview showed. Checked again as a whole: it has been out of our hands."""
    try:
        return json.loads(request.POST.get("body", ""))
    except (ValueError, RecursionError):
        return None


def _begins(request: HttpRequest, now: datetime) -> datetime | None:
    when = request.POST.get("when", "")
    if when not in WHENS:
        raise invalid("when", "Choose when new cases start with it.")
    if when == "draft":
        return None
    if when == "now":
        return now
    try:
        day = parse_date(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day is None:
        raise invalid("day", "Give the first day, such as 2026-12-01.")
    return timezone.make_aware(datetime.combine(day, STARTS))


def _preview(
    request: HttpRequest,
    body: Any,
    errors: list[FieldError] | None = None,
    status: HTTPStatus | None = None,
) -> HttpResponse:
    problems = check_template(body)
    if problems:
        wrong = {"problems": problems, "name": ""}
        return render(request, "setup/plan-wrong.html.jinja", wrong, status=422)
    template = read_template(body)
    context = {
        "template": template,
        "changes": changes_of(template, timezone.now()),
        "body": json.dumps(body, ensure_ascii=False),
        "errors": errors or [],
        "wrong": {one.field: one.message for one in errors or []},
        "typed": request.POST,
    }
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)
    return render(request, "setup/plan-preview.html.jinja", context, status=status)


def _show(request: HttpRequest, errors: list[FieldError] | None = None) -> HttpResponse:
    context = {
        "versions": plan_versions(timezone.now()),
        "errors": errors or [],
        "wrong": {one.field: one.message for one in errors or []},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "setup/plan-versions.html.jinja", context, status=status)
