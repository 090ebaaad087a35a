"""Rows -> frame: the only place where figures touch the database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outrider.coresponse.models import Call, Decision, Mission, PatientReport
from outrider.evidence.journalled import Told, journalled
from outrider.evidence.places import TownFinder
from outrider.evidence.row import OfCall, row_of
from outrider.people.models import Crewing
from outrider.trial.judging.frame import Frame, framed


def load(start: datetime, end: datetime, towns: TownFinder) -> Frame:
    """Every real call that connected in [start, end) and is over. Exercises are left out."""
    calls = list(
        Call.objects.filter(
            connected_at__gte=start, connected_at__lt=end, closed_at__isnull=False, exercise=False
        ).order_by("connected_at", "reference")
    )
    beside = _beside(start, end, calls)
    rows = [row_of(beside.of(call), start, towns) for call in calls]
    names = list(rows[0]) if rows else []
    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in names}
    return framed(start, end, len(rows), **columns)


@dataclass(frozen=True)
class _Beside:
    """What stands in other tables, by call."""

    missions: dict[Any, list[Mission]]
    decisions: dict[Any, list[Decision]]
    reports: dict[Any, PatientReport]  # by mission
    told: dict[str, Told]
    crews: dict[Any, int]  # by mission

    def of(self, call: Call) -> OfCall:
        missions = self.missions.get(call.pk, [])
        reports = [self.reports[row.pk] for row in missions if row.pk in self.reports]
        decisions = self.decisions.get(call.pk, [])
        told = self.told.get(str(call.pk), Told())
        return OfCall(call, missions, decisions, reports, told, self.crews)


def _beside(start: datetime, end: datetime, calls: list[Call]) -> _Beside:
    missions: dict[Any, list[Mission]] = defaultdict(list)
    found = Mission.objects.filter(call__connected_at__gte=start, call__connected_at__lt=end)
    for row in found.select_related("unit__scheme").order_by("call_id", "sequence"):
        missions[row.call_id].append(row)
    decisions: dict[Any, list[Decision]] = defaultdict(list)
    made = Decision.objects.filter(call__connected_at__gte=start, call__connected_at__lt=end)
    for decision in made.order_by("at", "pk"):
        decisions[decision.call_id].append(decision)
    reports = PatientReport.objects.filter(mission__call__connected_at__gte=start).filter(
        mission__call__connected_at__lt=end
    )
    return _Beside(
        missions,
        decisions,
        {report.mission_id: report for report in reports},
        journalled(call.pk for call in calls),
        _crews([row for rows in missions.values() for row in rows]),
    )


def _crews(missions: list[Mission]) -> dict[Any, int]:
    """How many people the rota had on the unit when it was asked; only where it had any."""
    shifts: dict[Any, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Crewing.objects.filter(unit__in={row.unit_id for row in missions})
    for unit, on, off in rows.values_list("unit_id", "starts_at", "ends_at"):
        shifts[unit].append((on, off))
    found: dict[Any, int] = {}
    for row in missions:
        at = row.asked_at or row.accepted_at or row.at_scene_at
        people = sum(at is not None and on <= at < off for on, off in shifts[row.unit_id])
        if people:
            found[row.pk] = people
    return found
