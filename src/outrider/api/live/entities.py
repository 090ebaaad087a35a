"""The entities of both schemes, as one picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from outrider.coresponse import queries as coresponse
from outrider.crossover.queries.hazards import live_hazards, render_hazards, snapshot_hazards
from outrider.domain.access import Viewer
from outrider.safety.queries.live import live_cases, render_cases, snapshot_cases

Entity = dict[str, Any]
Rendered = tuple[list[Entity], list[dict[str, str]]]
CASE = "case:"
HAZARD = "hazard:"


def snapshot_entities(viewer: Viewer) -> list[Entity]:
    """Everything that this viewer may see on a live screen now."""
    return [
        *coresponse.snapshot_entities(viewer),
        *snapshot_cases(viewer),
        *snapshot_hazards(viewer),
    ]


def render_touched(viewer: Viewer, touched: Iterable[str]) -> Rendered:
    """What is to be shown anew, and what this viewer no longer sees."""
    keys = list(touched)
    others = [key for key in keys if not key.startswith((CASE, HAZARD))]
    upsert, gone = coresponse.render_touched(viewer, others)
    for kind, render in ((CASE, render_cases), (HAZARD, render_hazards)):
        ids = [key.removeprefix(kind) for key in keys if key.startswith(kind)]
        if ids:
            more, lost = render(viewer, ids)
            upsert, gone = [*upsert, *more], [*gone, *lost]
    return upsert, gone


def visible_keys(viewer: Viewer) -> list[str]:
    """Keys of the cases and hazards in the viewer's picture."""
    return [
        *(f"{CASE}{key}" for key in live_cases(viewer).values_list("pk", flat=True)),
        *(f"{HAZARD}{key}" for key in live_hazards(viewer).values_list("pk", flat=True)),
    ]
