"""Search over what a viewer sees."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from outrider.coresponse.models import Call
from outrider.coresponse.queries import calls_visible_to, units_visible_to
from outrider.domain.access import Permission, Viewer
from outrider.people.models import Unit

MOST: Final = 10
_SPOKEN_ZEROS: Final = re.compile(r"^[0-9]{1,4}$")


def search_for(words: str, viewer: Viewer) -> list[dict[str, Any]]:
    """Calls and units whose number, reference, place or call sign the words begin or hold."""
    room = "/board" if not viewer.may(Permission.OPEN_CONSOLE) else "/console"
    calls = [_call(row, room) for row in _calls(words, viewer)]
    units = [_unit(row, room) for row in _units(words, viewer)]
    return (calls + units)[: 2 * MOST]


def _calls(words: str, viewer: Viewer) -> list[Call]:
    wanted = Q(number=_as_number(words)) | Q(reference__icontains=words)
    wanted |= Q(place__icontains=words) | Q(town__icontains=words)
    found = calls_visible_to(viewer).filter(wanted).order_by("-connected_at")
    return list(found[:MOST])


def _as_number(words: str) -> str:
    """ "417" is said for 0417."""
    return words.zfill(4) if _SPOKEN_ZEROS.match(words) else words


def _units(words: str, viewer: Viewer) -> list[Unit]:
    plain = words.replace(" ", "")
    found = units_visible_to(viewer).filter(call_sign__icontains=plain)
    return list(found.select_related("station", "scheme").order_by("call_sign")[:MOST])


def _call(row: Call, room: str) -> dict[str, Any]:
    at = timezone.localtime(row.connected_at)
    state = "closed" if row.closed_at else "open"
    return {
        "type": "call",
        "id": str(row.pk),
        "title": f"{row.number}, {row.category}",
        "text": f"{row.place}. {at:%H:%M on %d %b}, {state}",
        "url": f"{room}?call={row.pk}",
    }


def _unit(row: Unit, room: str) -> dict[str, Any]:
    return {
        "type": "unit",
        "id": str(row.pk),
        "title": row.call_sign,
        "text": f"{row.scheme.name}, {row.station.name}",
        "url": f"{room}?unit={row.pk}",
    }
