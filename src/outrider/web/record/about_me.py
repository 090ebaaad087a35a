"""Whose phone this is just now: name, the job under way, and the share that opens their drafts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from outrider.coresponse import ground
from outrider.coresponse.models import Mission
from outrider.crossover.missions import jobs_of
from outrider.domain.access import Permission, Viewer
from outrider.people.models import Officer, Position
from outrider.people.second_factor.standing import Standing
from outrider.people.sessions import standing_in
from outrider.roads import RoadsError
from outrider.web.auth import viewer
from outrider.web.auth.home import home_of

FIX_IS_OLD: Final = timedelta(minutes=30)
SALT: Final = "outrider.record.share"


def permitted(request: HttpRequest) -> Viewer | JsonResponse:
    """The viewer, or the answer that says why not: a phone's script needs no sign-in page."""
    if not request.user.is_authenticated:
        return _told(HTTPStatus.UNAUTHORIZED, "You’re signed out", "Sign in again.")
    found = viewer(request)
    if standing_in(request.user, request.session, timezone.now()) is not Standing.STRONG:
        # as if signed out: what is on the phone stays there, sealed, until they have confirmed
        return _told(HTTPStatus.UNAUTHORIZED, "You’re signed out", "Sign in again.")
    if found is None or not found.may(Permission.RECORD_ASSAULT):
        return _told(
            HTTPStatus.FORBIDDEN,
            "This role does not record assaults",
            "Change to the role that you work in, or ask a colleague to record it for you.",
        )
    return found


def _told(status: HTTPStatus, title: str, detail: str) -> JsonResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@never_cache
@require_GET
@ensure_csrf_cookie
def me(request: HttpRequest) -> JsonResponse:
    """Who records, and what the form can fill in. `?mission=` names the job it happened on."""
    found = permitted(request)
    if isinstance(found, JsonResponse):
        return found
    officer = _officer(found)
    now = timezone.now()
    return JsonResponse(
        {
            "user": found.user_id,
            "name": found.name,
            "number": officer.number if officer else "",
            "station": officer.station.name if officer else "",
            "may_record_for_another": found.may(Permission.RECORD_FOR_ANOTHER),
            "home": home_of(found),
            "mission": _mission(found, request.GET.get("mission", ""), now),
            "fix": _fix(found, now),
        }
    )


def _officer(by: Viewer) -> Officer | None:
    if by.officer_id is None:
        return None
    return Officer.objects.select_related("station").filter(pk=by.officer_id).first()


def _mission(by: Viewer, wanted: str, now: datetime) -> dict[str, Any] | None:
    """The wanted job of one's own, or the one under way; also after the shift, for 12 hours."""
    rows = jobs_of(by, now)
    asked = _uuid(wanted)
    row = rows.filter(pk=asked).first() if asked else None
    row = row or rows.filter(ended_at__isnull=True).first()
    return _job(row) if row else None


def _job(row: Mission) -> dict[str, Any]:
    call = row.call
    return {
        "id": str(row.pk),
        "call_number": call.number,
        "label": call.place or call.town,
        "town": call.town,
        "lat": call.lat,
        "lon": call.lon,
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _fix(by: Viewer, now: datetime) -> dict[str, Any] | None:
    """Where one's unit was last heard, in words; nothing that is older than half an hour."""
    row = Position.objects.filter(unit_id=by.unit_id).first() if by.unit_id else None
    if row is None or now - row.fixed_at > FIX_IS_OLD:
        return None
    try:
        label = ground.gazetteer().describe(row.lat, row.lon)
    except RoadsError:
        label = f"{row.lat:.5f}, {row.lon:.5f}"
    return {"label": label, "lat": row.lat, "lon": row.lon, "at": row.fixed_at.isoformat()}


@never_cache
@require_POST
def share(request: HttpRequest) -> JsonResponse:
    """The server's part of the key to this person's drafts on this phone.

    It is derived, never stored: from the server's secret, the person and the phone's own id. Shares
    of earlier secrets follow the present one, so that a change of secret locks nothing away.
    """
    found = permitted(request)
    if isinstance(found, JsonResponse):
        return found
    device = _device(request)
    if device is None:
        return _told(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "No phone was named",
            "Reload the page. What is kept on the phone stays there.",
        )
    secrets = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    shares = [_share(secret, found.user_id, device) for secret in secrets]
    until = request.session.get_expiry_date()
    return JsonResponse({"shares": shares, "until": until.isoformat()})


def _share(secret: str, user_id: int, device: UUID) -> str:
    made = salted_hmac(SALT, f"{user_id}:{device}", secret=secret, algorithm="sha256")
    return str(made.hexdigest())


def _device(request: HttpRequest) -> UUID | None:
    try:
        body = json.loads(request.body)
    except ValueError:
        return None
    return _uuid(str(body.get("device", ""))) if isinstance(body, dict) else None
