"""The entities of both schemes, as one picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from outrider.coresponse import queries as coresponse
from outrider.domain.access import Viewer
from outrider.safety.queries.live import live_cases, render_cases, snapshot_cases

Entity = dict[str, Any]
CASE = "case:"


def snapshot_entities(viewer: Viewer) -> list[Entity]:
    """Everything that this viewer may see on a live screen now."""
    return [*coresponse.snapshot_entities(viewer), *snapshot_cases(viewer)]


def render_touched(
    viewer: Viewer, touched: Iterable[str]
) -> tuple[list[Entity], list[dict[str, str]]]:
    """What is to be shown anew, and what this viewer no longer sees."""
    keys = list(touched)
    upsert, gone = coresponse.render_touched(
        viewer, [key for key in keys if not key.startswith(CASE)]
    )
    cases = [key.removeprefix(CASE) for key in keys if key.startswith(CASE)]
    if cases:
        more, lost = render_cases(viewer, cases)
        upsert, gone = [*upsert, *more], [*gone, *lost]
    return upsert, gone


def visible_case_keys(viewer: Viewer) -> list[str]:
    return [f"{CASE}{key}" for key in live_cases(viewer).values_list("pk", flat=True)]
