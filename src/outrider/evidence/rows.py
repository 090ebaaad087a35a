"""Rows -> frame: the only place where figures touch the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np

from outrider.coresponse.models import Call, Decision, Mission, PatientReport
from outrider.domain.coresponse.mission import Phase
from outrider.evidence.frame import Frame
from outrider.evidence.interlock import sent_with_ambulance
from outrider.evidence.places import TownFinder
from outrider.evidence.reasons import reason_of, stage_of

OXYGEN_RULES = ("report.oxygen-in-stroke", "report.oxygen-above-range")


def load(start: datetime, end: datetime, towns: TownFinder) -> Frame:
    """Every real call that connected in [start, end) and is over. Exercises are left out."""
    calls = list(
        Call.objects.filter(
            connected_at__gte=start, connected_at__lt=end, closed_at__isnull=False, exercise=False
        ).order_by("connected_at", "reference")
    )
    missions = _by_call(start, end)
    nobody = _nobody(start, end)
    queries = _queries(start, end)
    sent = sent_with_ambulance(call.pk for call in calls)
    parts = [
        _row(
            call,
            missions.get(call.pk, []),
            nobody.get(call.pk),
            queries,
            sent.get(str(call.pk), (0, 0)),
            towns,
        )
        for call in calls
    ]
    return _frame(start, end, parts)


def _by_call(start: datetime, end: datetime) -> dict[Any, list[Mission]]:
    found: dict[Any, list[Mission]] = defaultdict(list)
    rows = Mission.objects.filter(call__connected_at__gte=start, call__connected_at__lt=end)
    for row in rows.select_related("unit__scheme").order_by("call_id", "sequence"):
        found[row.call_id].append(row)
    return found


def _nobody(start: datetime, end: datetime) -> dict[Any, list[dict[str, Any]]]:
    """The units weighed when nobody could be asked, by call."""
    rows = Decision.objects.filter(
        mission__isnull=True, call__connected_at__gte=start, call__connected_at__lt=end
    ).order_by("at", "pk")
    return {row.call_id: row.candidates for row in rows}


def _queries(start: datetime, end: datetime) -> dict[Any, int]:
    found: dict[Any, int] = {}
    rows = PatientReport.objects.filter(
        mission__call__connected_at__gte=start, mission__call__connected_at__lt=end
    ).values_list("mission_id", "queries")
    for mission_id, queries in rows:
        found[mission_id] = sum(query.get("rule") in OXYGEN_RULES for query in queries)
    return found


def _row(
    call: Call,
    missions: list[Mission],
    weighed: list[dict[str, Any]] | None,
    queries: dict[Any, int],
    sent: tuple[int, int],
    towns: TownFinder,
) -> dict[str, Any]:
    stage, furthest = stage_of(call, missions)
    police = [row for row in missions if row.unit.scheme.owner == "police" and row.accepted_at]
    return {
        "category": call.category,
        "condition": call.condition,
        "town": towns.in_town(call.lat, call.lon),
        "stage": int(stage),
        "reason": reason_of(stage, call, furthest, weighed),
        "scheme": furthest.unit.scheme_id if furthest else "",
        "responder": _minutes(call, _first(row.at_scene_at for row in missions)),
        "ambulance": _minutes(call, call.ambulance_arrived_at),
        "minutes": sum(_spent(row) for row in police),
        "police_units": len(police),
        "recalled": sum(row.phase == Phase.CALLED_BACK.value for row in police),
        "abandoned": sum(row.phase == Phase.CARE_ABANDONED.value for row in missions),
        "queries": sum(queries.get(row.pk, 0) for row in missions),
        "sent": sent[0],
        "sent_live": sent[1],
        "pack": call.pack_version,
    }


def _first(times: Iterable[datetime | None]) -> datetime | None:
    known = [time for time in times if time is not None]
    return min(known) if known else None


def _minutes(call: Call, at: datetime | None) -> float:
    return float("nan") if at is None else (at - call.connected_at).total_seconds() / 60


def _spent(row: Mission) -> float:
    if row.accepted_at is None or row.ended_at is None:
        return 0.0
    return max(0.0, (row.ended_at - row.accepted_at).total_seconds() / 60)


def _frame(start: datetime, end: datetime, parts: list[dict[str, Any]]) -> Frame:
    def column(name: str, kind: Any) -> Any:
        return np.array([part[name] for part in parts], dtype=kind)

    return Frame(
        start=start,
        end=end,
        category=column("category", np.str_),
        condition=column("condition", np.str_),
        town=column("town", np.bool_),
        stage=column("stage", np.int64),
        reason=column("reason", np.str_),
        scheme=column("scheme", np.str_),
        responder=column("responder", np.float64),
        ambulance=column("ambulance", np.float64),
        minutes=column("minutes", np.float64),
        police_units=column("police_units", np.int64),
        recalled=column("recalled", np.int64),
        abandoned=column("abandoned", np.int64),
        queries=column("queries", np.int64),
        sent=column("sent", np.int64),
        sent_live=column("sent_live", np.int64),
        pack=column("pack", np.str_),
    )
