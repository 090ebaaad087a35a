"""The handover as a page: to print, to open by its QR code, and for the crew to acknowledge."""

from __future__ import annotations

import io
from datetime import datetime
from uuid import UUID, uuid4

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from outrider.coresponse import services
from outrider.coresponse.errors import Refused
from outrider.coresponse.inputs import PressIn
from outrider.coresponse.models import Mission
from outrider.coresponse.queries import missions_visible_to, view_call, view_mission
from outrider.domain.access import Field, Permission, Viewer
from outrider.domain.coresponse.atmist import Atmist, BadAtmist, parse_atmist
from outrider.domain.coresponse.mission import Phase
from outrider.web.auth import page, viewer

MAY_OPEN = (Permission.OPEN_HANDOVER, Permission.ACKNOWLEDGE_HANDOVER, Permission.OPEN_PHONE)

SHOWN = 30


def _who(request: HttpRequest) -> Viewer:
    found = viewer(request)
    assert found is not None  # `page` has let nobody else through
    return found


def _mission(mission_id: UUID, by: Viewer) -> Mission:
    rows = missions_visible_to(by).select_related("call__ambulance", "unit__scheme", "unit__status")
    row = rows.filter(pk=mission_id).first() if by.sees(Field.MISSION_CARE) else None
    if row is None:
        raise Http404
    return row


def _atmist(row: Mission) -> Atmist:
    try:
        return parse_atmist(row.atmist)
    except BadAtmist:
        return Atmist()  # rows of a time before this form: shown as not recorded


@require_GET
@page(*MAY_OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Handovers that this crew may open, newest first."""
    by = _who(request)
    rows = missions_visible_to(by) if by.sees(Field.MISSION_CARE) else Mission.objects.none()
    rows = rows.filter(with_patient_at__isnull=False).select_related("call", "unit")
    handovers = [
        {
            "id": row.pk,
            "title": f"{row.call.number}, {row.call.town}",
            "call_sign": row.unit.call_sign,
            "given": _clock(row.handover_at) or "not yet",
            "acknowledged": _clock(row.acknowledged_at) or "not yet",
        }
        for row in rows.order_by("-with_patient_at")[:SHOWN]
    ]
    return render(request, "phone/handovers.html.jinja", {"handovers": handovers})


@require_http_methods(["GET", "POST"])
@page(*MAY_OPEN)
def sheet(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """One handover; a POST is the crew's acknowledgement."""
    by = _who(request)
    row = _mission(mission_id, by)
    refusal = None
    if request.method == "POST":
        try:
            _acknowledge(request, mission_id, by)
            return redirect("phone:handover", mission_id=mission_id)
        except Refused as refused:
            refusal = refused
    context = {
        "mission": view_mission(row, by),
        "call": view_call(row.call, by),
        "crew": _crew(row),
        "lines": _atmist(row).as_sentences(timezone.get_current_timezone()),
        "given_at": _clock(row.handover_at),
        "acknowledged_at": _clock(row.acknowledged_at),
        "may_acknowledge": _may_acknowledge(row, by),
        "press_id": uuid4(),
        "refusal": refusal,
        "shown_at": _clock(timezone.now()),
    }
    return render(request, "phone/handover.html.jinja", context, status=409 if refusal else 200)


def _may_acknowledge(row: Mission, by: Viewer) -> bool:
    given = Phase(row.phase) is Phase.HANDOVER and row.acknowledged_at is None
    return given and by.may(Permission.ACKNOWLEDGE_HANDOVER)


def _clock(at: datetime | None) -> str:
    """ "21 Nov 2026, 03:27:10" on the wall clock of the place; empty for no time."""
    return f"{timezone.localtime(at):%d %b %Y, %H:%M:%S}" if at else ""


def _crew(row: Mission) -> str:
    status = getattr(row.unit, "status", None)
    names = [officer["name"] for officer in status.on_board] if status is not None else []
    return ", ".join(names)


def _acknowledge(request: HttpRequest, mission_id: UUID, by: Viewer) -> None:
    try:
        press_id = UUID(request.POST.get("press_id", ""))
    except ValueError:
        press_id = uuid4()
    press = PressIn(press_id=press_id, press="acknowledge")
    services.press_mission(mission_id=mission_id, press=press, by=by, now=timezone.now())


@require_GET
@page(*MAY_OPEN)
def qr(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """The QR code of the handover's page. It holds an address and no word about the patient."""
    _mission(mission_id, _who(request))
    address = request.build_absolute_uri(request.path.removesuffix("/qr.svg"))
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=8, border=2, dark="#101820", light="#ffffff", xmldecl=False
    )
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
