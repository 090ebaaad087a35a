"""The timeline of a call, in sentences, from the journal: what a viewer may know of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from outrider.coresponse.errors import NotFound
from outrider.coresponse.models import Call, Mission
from outrider.coresponse.queries.scope import calls_visible_to, missions_visible_to
from outrider.coresponse.queries.sentences import sentence
from outrider.coresponse.queries.views import stamp
from outrider.domain.access import Permission, Viewer
from outrider.journal.models import Entry
from outrider.people.models import User


def timeline(call_id: UUID, viewer: Viewer) -> list[dict[str, Any]]:
    """Newest first.

    Raises:
        NotFound: not this viewer's to see.
    """
    call = calls_visible_to(viewer).filter(pk=call_id).first()
    if call is None or not viewer.may(Permission.SEE_TIMELINE):
        raise NotFound
    missions = {
        str(row.pk): row
        for row in missions_visible_to(viewer).filter(call=call).select_related("unit__scheme")
    }
    entries = list(Entry.objects.filter(stream=f"call:{call.pk}").order_by("-seq"))
    names = _names(entries)
    lines = [_line(entry, call, missions, viewer, names) for entry in entries]
    return [line for line in lines if line is not None]


def _line(
    entry: Entry,
    call: Call,
    missions: dict[str, Mission],
    viewer: Viewer,
    names: dict[str, str],
) -> dict[str, Any] | None:
    mission_id = entry.payload.get("mission")
    if mission_id is not None and mission_id not in missions:
        return None
    said = sentence(entry, call, missions.get(str(mission_id)), viewer)
    if said is None:
        return None
    text, icon = said
    return {
        "seq": entry.seq,
        "at": stamp(entry.recorded_at),
        "effective_at": stamp(entry.effective_at),
        "kind": entry.kind,
        "text": text,
        "icon": icon,
        "who": names.get(entry.actor, ""),
        "by_radio": bool(entry.on_behalf_of),
    }


def _names(entries: list[Entry]) -> dict[str, str]:
    """Pseudonymous ids back to names, for those who may read the timeline at all."""
    ids = {entry.actor for entry in entries}
    known = {"system": "Outrider", "demo": "Demo autopilot"}
    people = [each for each in ids if _is_uuid(each)]
    for user in User.objects.filter(pseudonym__in=people):
        known[str(user.pseudonym)] = user.display_name or user.get_username()
    return known


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
