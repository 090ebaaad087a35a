"""The snapshot: everything that a viewer sees, with the cursor from which the stream goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from outrider.api.answers import z
from outrider.api.live import entities
from outrider.api.live.fixes import fixes_for, read_fixes
from outrider.api.live.instant import one_instant
from outrider.api.live.scope import scope_mark
from outrider.coresponse import queries
from outrider.domain.access import Permission, Viewer
from outrider.journal.queries import head_seq


def snapshot(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Cursor and rows are of one instant, so nothing is missed or told twice after it."""
    with one_instant():
        cursor = head_seq()
        seen = entities.snapshot_entities(viewer)
        fixes = read_fixes(now)
    known = frozenset(f"{one['type']}:{one['id']}" for one in seen)
    return {
        "cursor": cursor,
        "server_time": z(now),
        "viewer": viewer_view(viewer),
        "entities": seen,
        "fixes": list(fixes_for(viewer, known, fixes).values()),
    }


def viewer_view(viewer: Viewer) -> dict[str, Any]:
    """Who is looking and what they may do."""
    return {
        "name": viewer.name,
        "role": viewer.role.value,
        "role_label": viewer.role.label,
        "may": [permission.value for permission in Permission if viewer.may(permission)],
        "unit_id": viewer.unit_id,
        "scope": scope_mark(viewer),
    }


def visible_keys(viewer: Viewer) -> frozenset[str]:
    """Keys of everything in the viewer's picture, without reading it."""
    return frozenset(_keys(viewer))


def _keys(viewer: Viewer) -> Iterator[str]:
    kinds = {
        "call": queries.calls_visible_to,
        "mission": queries.missions_visible_to,
        "unit": queries.units_visible_to,
        "alert": queries.alerts_visible_to,
        "scheme": queries.schemes_visible_to,
    }
    for kind, visible_to in kinds.items():
        for key in visible_to(viewer).values_list("pk", flat=True):
            yield f"{kind}:{key}"
    yield from entities.visible_keys(viewer)
