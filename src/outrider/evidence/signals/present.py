"""Who was there when somebody was assaulted: the control room's log beside the cases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np

from outrider.people.models import IncidentAttendance
from outrider.trial.judging.frame import Bools, Floats, Ints, Words

LONGEST: Final = timedelta(hours=12)
"""From an officer's arrival to an assault at that incident: a shift."""


class There(NamedTuple):
    """A row for everybody at an incident with an assault that is a case here."""

    there_incident: Ints
    there_officer: Words
    there_assaulted: Bools
    there_young: Bools
    there_alone: Floats


def attendance(
    assaults: Sequence[dict[str, Any]],
    start: datetime,
    until: datetime,
    named: Callable[[UUID], str],
    young: Callable[[date | None], bool],
) -> There:
    """Rows of the log, in the order of its references, with who was assaulted there.

    `assaults` are rows of cases with `victim_id` and `incident__occurred_at`.
    """
    rows: list[Any] = list(
        IncidentAttendance.objects.filter(
            arrived_at__gte=start - LONGEST, arrived_at__lt=until, officer__station__agency="police"
        )
        .order_by("reference", "officer__number")
        .values("reference", "officer_id", "arrived_at", "alone", "officer__joined_on")
    )
    hit = _assaulted(assaults, rows)
    references = {reference: place for place, reference in enumerate(sorted({r for r, _ in hit}))}
    kept = [row for row in rows if row["reference"] in references]
    return There(
        np.array([references[row["reference"]] for row in kept], dtype=np.int64),
        np.array([named(row["officer_id"]) for row in kept], dtype=np.str_),
        np.array([(row["reference"], row["officer_id"]) in hit for row in kept], dtype=np.bool_),
        np.array([young(row["officer__joined_on"]) for row in kept], dtype=np.bool_),
        np.array(
            [np.nan if row["alone"] is None else float(row["alone"]) for row in kept],
            dtype=np.float64,
        ),
    )


def _assaulted(
    assaults: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]
) -> set[tuple[str, UUID]]:
    """Incident and officer of each assault: the last one that the officer had arrived at."""
    arrivals: dict[UUID, list[tuple[datetime, str]]] = {}
    for row in rows:
        arrivals.setdefault(row["officer_id"], []).append((row["arrived_at"], row["reference"]))
    for each in arrivals.values():
        each.sort()
    found = set()
    for case in assaults:
        mine = arrivals.get(case["victim_id"], [])
        when = case["incident__occurred_at"]
        before = bisect_right(mine, when, key=lambda one: one[0])
        if before and when - mine[before - 1][0] <= LONGEST:
            found.add((mine[before - 1][1], case["victim_id"]))
    return found
