"""The agreement page and its presses: plain forms, no script needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outrider.coresponse import services
from outrider.coresponse.errors import FieldError, Forbidden, Invalid, NotFound, Refused, invalid
from outrider.coresponse.queries.agreement import agreement
from outrider.coresponse.services.agreement import APPROVERS, side_of
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse.agreement import PACK_SIDES
from outrider.web.agreement.files import pack_file
from outrider.web.auth import page

STARTS: Final = time(7, 0)  # a pack changes with the early shift, not at midnight


@never_cache
@require_safe
@page(Permission.OPEN_AGREEMENT)
def show(request: HttpRequest) -> HttpResponse:
    """What is in force, what waits and for whom, and every scheme."""
    return _show(request)


@never_cache
@require_POST
@page(*APPROVERS.values())
def pack(request: HttpRequest, version: str) -> HttpResponse:
    """Agree to a pack or take it back, for one's own agency."""
    on, reason = _pressed(request)
    by = _viewer(request)

    def act() -> str:
        services.agree_pack(version=version, on=on, by=by, now=timezone.now(), reason=reason)
        return f"You agreed to rule pack {version}." if on else f"Rule pack {version}: taken back."

    return _do(request, act, f"pack-{version}", reason)


@never_cache
@require_POST
@page(*APPROVERS.values())
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to a responder scheme or take it back, for one's own agency."""
    on, reason = _pressed(request)
    by = _viewer(request)

    def act() -> str:
        row = services.agree_scheme(code=code, on=on, by=by, now=timezone.now(), reason=reason)
        return f"You agreed to {row.name}." if on else f"{row.name}: taken back."

    return _do(request, act, f"scheme-{code}", reason)


@never_cache
@require_POST
@page(Permission.EDIT_CONFIGURATION)
def forward(request: HttpRequest) -> HttpResponse:
    """Put a rule pack forward: it becomes a draft that both agencies read."""
    by = _viewer(request)
    day = request.POST.get("valid_from", "")

    def act() -> str:
        row = services.put_forward(
            data=pack_file(request), valid_from=_day(day), by=by, now=timezone.now()
        )
        return f"Rule pack {row.version} is put forward. Both agencies can read it now."

    return _do(request, act, "forward", day)


def _day(text: str) -> datetime:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise invalid("valid_from", "Give the day from which it holds, such as 2026-12-01.")
    return timezone.make_aware(datetime.combine(day, STARTS))


def _pressed(request: HttpRequest) -> tuple[bool, str]:
    return request.POST.get("on") == "yes", request.POST.get("reason", "").strip()


def _do(request: HttpRequest, act: Callable[[], str], place: str, typed: str) -> HttpResponse:
    try:
        messages.success(request, act(), extra_tags="ok")
    except NotFound:
        raise Http404 from None
    except Invalid as wrong:
        return _show(request, place, list(wrong.errors), typed)
    except Refused as refusal:
        said = f"{refusal.why} {refusal.way_on}"
        return _show(request, place, [FieldError("", said)], typed, HTTPStatus.CONFLICT)
    except Forbidden as no:
        said = f"{no.why} {no.who_can}"
        return _show(request, place, [FieldError("", said)], typed, HTTPStatus.FORBIDDEN)
    return HttpResponseRedirect(reverse("agreement:show"))


def _viewer(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def _show(
    request: HttpRequest,
    place: str = "",
    errors: list[FieldError] | None = None,
    typed: str = "",
    status: HTTPStatus | None = None,
) -> HttpResponse:
    by = _viewer(request)
    side = side_of(by)
    context = {
        "all": agreement(timezone.now()),
        "side": side,
        "on_packs": side in PACK_SIDES,
        "may_load": by.may(Permission.EDIT_CONFIGURATION),
        "place": place,
        "errors": errors or [],
        "wrong": {one.field: one.message for one in errors or []} if place == "forward" else {},
        "typed": typed,
        "local": timezone.localtime,
    }
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)
    return render(request, "agreement/show.html.jinja", context, status=status)
