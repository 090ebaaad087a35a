"""Hazards as those read them who decide about them: on the page, in the API, and live."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from outrider.coresponse.queries.views import stamp
from outrider.crossover.models import Hazard
from outrider.crossover.queries.scope import hazards_visible_to
from outrider.domain.access import Permission, Viewer
from outrider.domain.crossover.hazard import OPEN, Because, State, can
from outrider.people.models import User

Entity = dict[str, Any]
MOST = 200


def live_hazards(viewer: Viewer) -> QuerySet[Hazard]:
    """Proposed or in force: what a live screen shows."""
    return hazards_visible_to(viewer).filter(state__in=[state.value for state in OPEN])


def snapshot_hazards(viewer: Viewer) -> list[Entity]:
    return _views(live_hazards(viewer), viewer)


def render_hazards(viewer: Viewer, ids: Iterable[str]) -> tuple[list[Entity], list[dict[str, str]]]:
    """Touched hazards that the viewer sees, and those that are over.

    A viewer who never sees a hazard is told nothing of any.
    """
    if not viewer.may(Permission.OPEN_HAZARDS):
        return [], []
    wanted = list(dict.fromkeys(ids))
    upsert = _views(live_hazards(viewer).filter(pk__in=[UUID(name) for name in wanted]), viewer)
    shown = {entity["id"] for entity in upsert}
    return upsert, [{"type": "hazard", "id": name} for name in wanted if name not in shown]


def view_hazards(viewer: Viewer, state: str = "") -> list[Entity]:
    """Newest first, at most 200; `state` is a state, or "over" for all that stand no more."""
    rows = hazards_visible_to(viewer)
    if state == "over":
        rows = rows.exclude(state__in=[each.value for each in OPEN])
    elif state:
        rows = rows.filter(state=state)
    return _views(rows.order_by("-proposed_at", "pk")[:MOST], viewer)


def view_hazard(row: Hazard, viewer: Viewer) -> Entity:
    return _views([row], viewer)[0]


def _views(rows: Iterable[Hazard], viewer: Viewer) -> list[Entity]:
    if isinstance(rows, QuerySet):
        rows = rows.select_related("station")
    found = list(rows)
    names = _names({row.decided_by for row in found if row.decided_by})
    return [_view(row, viewer, names) for row in found]


def _view(row: Hazard, viewer: Viewer, names: dict[str, str]) -> Entity:
    state = State(row.state)
    decides = viewer.may(Permission.DECIDE_HAZARD)
    return {
        "type": "hazard",
        "id": str(row.pk),
        "version": row.version,
        "state": state.value,
        "state_word": state.label,
        "place": row.label,
        "lat": row.lat,
        "lon": row.lon,
        "radius_metres": row.radius_metres,
        "station": row.station.name,
        "because": row.because,
        "because_text": Because(row.because).label,
        "rule": Because(row.because).rule,
        "happened_on": row.occurred_on.isoformat() if row.occurred_on else None,
        "proposed_at": stamp(row.proposed_at),
        "decided_at": stamp(row.decided_at),
        "decided_by": names.get(row.decided_by) if row.decided_by else None,
        "reason": row.reason or None,
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        "ended_at": stamp(row.ended_at),
        "can": [press.value for press in can(state)] if decides else [],
    }


def _names(pseudonyms: set[str]) -> dict[str, str]:
    people = User.objects.filter(pseudonym__in=pseudonyms) if pseudonyms else []
    return {str(user.pseudonym): str(user) for user in people}
