"""The whole picture of a viewer, and the part of it that a journal row touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from outrider.coresponse.choosing.look import police_table
from outrider.coresponse.models import Mission, TestAlert
from outrider.coresponse.queries import scope
from outrider.coresponse.queries.views import (
    view_alert,
    view_call,
    view_mission,
    view_scheme,
    view_unit,
)
from outrider.domain.access import Viewer
from outrider.people.models import PoliceStateRule, ResponderScheme

Entity = dict[str, Any]
Gone = dict[str, str]
M = TypeVar("M", bound=Model)


class _Reader:
    """Reads entities of one viewer, by kind; tables that many views need are read once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.table: dict[int, PoliceStateRule] = police_table()

    def calls(self, ids: list[UUID] | None) -> list[Entity]:
        rows = _only(scope.calls_visible_to(self.viewer), ids).select_related("ambulance")
        missions = self._missions_of([row.pk for row in rows])
        return [view_call(row, self.viewer, missions.get(row.pk, [])) for row in rows]

    def _missions_of(self, calls: list[UUID]) -> dict[UUID, list[Mission]]:
        rows = (
            scope.missions_visible_to(self.viewer)
            .filter(call_id__in=calls)
            .select_related("unit__scheme")
            .order_by("sequence")
        )
        found: dict[UUID, list[Mission]] = {}
        for row in rows:
            found.setdefault(row.call_id, []).append(row)
        return found

    def missions(self, ids: list[UUID] | None) -> list[Entity]:
        rows = _only(scope.missions_visible_to(self.viewer), ids).select_related(
            "call", "unit__scheme", "report"
        )
        return [view_mission(row, self.viewer) for row in rows]

    def units(self, ids: list[UUID] | None) -> list[Entity]:
        rows = _only(scope.units_visible_to(self.viewer), ids).select_related(
            "scheme", "status", "lease", "station"
        )
        return [view_unit(row, self.viewer, self.table) for row in rows]

    def alerts(self, ids: list[UUID] | None) -> list[Entity]:
        rows: QuerySet[TestAlert] = _only(scope.alerts_visible_to(self.viewer), ids)
        return [view_alert(row, self.viewer) for row in rows.select_related("unit")]

    def schemes(self, ids: list[str] | None) -> list[Entity]:
        rows: QuerySet[ResponderScheme] = scope.schemes_visible_to(self.viewer)
        if ids is not None:
            rows = rows.filter(pk__in=ids)
        return [view_scheme(row, self.viewer) for row in rows]


def _only(rows: QuerySet[M], ids: list[UUID] | None) -> QuerySet[M]:
    return rows if ids is None else rows.filter(pk__in=ids)


def snapshot_entities(viewer: Viewer) -> list[Entity]:
    """Everything that this viewer may see on a live screen now."""
    reader = _Reader(viewer)
    return [
        *reader.schemes(None),
        *reader.units(None),
        *reader.calls(None),
        *reader.missions(None),
        *reader.alerts(None),
    ]


def render_touched(viewer: Viewer, touched: Iterable[str]) -> tuple[list[Entity], list[Gone]]:
    """What is to be shown anew, and what this viewer no longer sees.

    Args:
        touched: entity keys of journal rows, "type:id". Kinds that are no entities are passed
            over.
    """
    reader = _Reader(viewer)
    wanted: dict[str, list[str]] = {}
    for key in dict.fromkeys(touched):
        kind, _, name = key.partition(":")
        wanted.setdefault(kind, []).append(name)
    upsert: list[Entity] = []
    for kind, read in _readers(reader).items():
        if kind in wanted:
            upsert += read(wanted[kind])
    shown = {(entity["type"], entity["id"]) for entity in upsert}
    gone = [
        {"type": kind, "id": name}
        for kind in _readers(reader)
        for name in wanted.get(kind, [])
        if (kind, name) not in shown
    ]
    return upsert, gone


def _readers(reader: _Reader) -> dict[str, Callable[[list[str]], list[Entity]]]:
    return {
        "scheme": reader.schemes,
        "unit": lambda names: reader.units([UUID(name) for name in names]),
        "call": lambda names: reader.calls([UUID(name) for name in names]),
        "mission": lambda names: reader.missions([UUID(name) for name in names]),
        "alert": lambda names: reader.alerts([UUID(name) for name in names]),
    }
