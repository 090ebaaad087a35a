"""Shapes in which others read results: Utstein, Ambulance Data Set, AmbSYS, and a public summary.

No national code exists for a police co-responder: it is sent as 98, other co-responding team, and
so its work cannot be seen in national figures (NHS Data Dictionary, ambulance call response type).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from outrider.trial.judging.ambsys import NOT_KNOWN, month_of, months
from outrider.trial.judging.estimates import estimate
from outrider.trial.judging.findings.groups import arrests, eligible, partitions
from outrider.trial.judging.frame import Frame, Ints, Stage
from outrider.trial.judging.table import Cell, Table, bounds

POLICE: Final = "98"
RESPONSE_TYPES: Final = {"fire-co-responder": "18", "community-responder": "98"}
NO_POLICE_CODE: Final = (
    "There is no national code for a police co-responder. Where a response has a code, police "
    "stand as 98, other co-responding team: in national figures they cannot be told from others."
)
NO_OUTCOMES: Final = "Outcomes of patients are not linked: columns of survival are empty."
SHAPE_ONLY: Final = (
    "Shaped like the return, not the return: the ambulance service makes that from its own system. "
    "Check against the specification in force before it goes anywhere."
)


@dataclass(frozen=True)
class Export:
    """A table with what has to be said beside it. `parts`: rows that add up to something told."""

    name: str
    table: Table
    warnings: tuple[str, ...]
    counts: int | None = None  # column of counts; None: a row is a call, and stays inside
    parts: tuple[tuple[int, ...], ...] = ()


def ambsys(frame: Frame) -> Export:
    """Response times by month and category, as the Ambulance Systems Indicators have them."""
    table, parts = months(frame)
    return Export(
        "ambsys", table,
        (
            SHAPE_ONLY, NO_POLICE_CODE,
            "Times are the ambulance’s alone, in seconds from 999 connected; the return starts its "
            "clock by its own rules and lets some responders stop it for category 1.",
            f"“{NOT_KNOWN}”: not known here, as the published files write it.",
        ),
        counts=5, parts=parts,
    )  # fmt: skip


def utstein(frame: Frame) -> Export:
    """Core elements for arrests, counted. Source: Perkins et al. 2015, Utstein 2014 update."""
    mine = arrests(frame) & eligible(frame)
    rows: list[tuple[Cell, ...]] = [("Arrests", "all", int(mine.sum()), None, None, None)]
    parts: list[tuple[int, ...]] = [(0,)]
    for name, column in (
        ("Witnessed", frame.witnessed),
        ("Bystander CPR", frame.bystander),
        ("First rhythm shockable", frame.shockable),
        ("Co-responder attended", frame.attended.astype(np.int64)),
    ):
        parts.append(tuple(range(len(rows), len(rows) + 3)))
        rows += _yes_no(name, column[mine])
    for name, clock in (("First trained help", frame.help), ("Ambulance", frame.ambulance)):
        known = mine & np.isfinite(clock)
        median = estimate(clock[known], "median")
        parts.append((len(rows),))
        rows.append((f"{name}, median min from the call", "known", median.n, *bounds(median)))
    rows += [
        (f"{name}", "not linked", None, None, None, None)
        for name in ("Return of circulation at hospital", "Survival to 30 days", "Neurology")
    ]
    return Export(
        "utstein",
        Table(("Element", "Value", "Number", "Median", "Low", "High"), tuple(rows),
              frozenset({0, 1})),
        (SHAPE_ONLY, NO_POLICE_CODE, NO_OUTCOMES,
         "Calls taken as an arrest, not arrests in which resuscitation was tried."),
        counts=2, parts=tuple(parts),
    )  # fmt: skip


def ambulance_data_set(frame: Frame) -> Export:
    """A row for each resource of each call, as the Ambulance Data Set repeats its responses."""
    rows: list[tuple[Cell, ...]] = []
    month = month_of(frame)
    for i in range(frame.n):
        about: tuple[Cell, ...] = (
            i + 1, str(month[i]), str(frame.category[i]), str(frame.complaint[i]),
            str(frame.age[i]),
        )  # fmt: skip
        if frame.stage[i] >= Stage.MOBILISED:
            code = RESPONSE_TYPES.get(str(frame.scheme[i]), POLICE)
            crew = (_minutes(frame.accepted[i]), _minutes(frame.responder[i]))
            rows.append((*about, code, *crew))
        rows.append((*about, "", _minutes(frame.allocated[i]), _minutes(frame.ambulance[i])))
    return Export(
        "ads",
        Table(
            ("Call (ADS3: number in this file)", "Month", "Reporting category (ADS20)",
             "Complaint, our own words", "Age band", "Response type (NHS code)",
             "Allocated, min from call connected (ADS10)", "At scene, min from call connected"),
            tuple(rows), frozenset({1, 2, 3, 4, 5}),
        ),
        (SHAPE_ONLY, NO_POLICE_CODE,
         "A row is a patient’s call: it stays inside, and is not for publication.",
         "The type of the ambulance itself is not known here and is left empty."),
    )  # fmt: skip


def public(frame: Frame) -> Export:
    """How far calls came and what was gained, for anybody, once small counts are hidden."""
    stops = ("not sent to by the rules", "nobody was asked", "a control was asked, no further",
             "offered to a crew, no further", "set off and did not arrive", "attended",
             "found by a crew itself")  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        ("Calls", stop, int((frame.stage == stage).sum()), None, None, None)
        for stage, stop in enumerate(stops)
    ]
    parts = [tuple(range(len(rows)))]
    for kind in partitions(frame):
        parts.append(tuple(range(len(rows), len(rows) + len(kind))))
        for name, mine in kind:
            gain = estimate(frame.gain[frame.paired & mine], "mean")
            rows.append(("Minutes gained, mean", name, gain.n, *bounds(gain)))
    return Export(
        "public",
        Table(("What", "Which calls", "Number", "Value", "Low", "High"), tuple(rows),
              frozenset({0, 1})),
        ("Attended calls alone gained minutes; for all others nothing was gained.",
         "This cannot say whether anybody survived who would have died."),
        counts=2, parts=tuple(parts),
    )  # fmt: skip


SHAPES: Final[dict[str, Callable[[Frame], Export]]] = {
    "ambsys": ambsys, "utstein": utstein, "ads": ambulance_data_set, "public": public,
}  # fmt: skip


def _yes_no(name: str, column: Ints) -> list[tuple[Cell, ...]]:
    return [
        (name, word, int((column == code).sum()), None, None, None)
        for word, code in (("yes", 1), ("no", 0), ("not known", -1))
    ]


def _minutes(value: float) -> float | None:
    return round(float(value), 1) if np.isfinite(value) else None
