"""What the evaluation reads: one place per call, nothing that names a person or a unit.

The live journal and the simulator fill the same columns; a column that one of them does not know
says so (NaN, -1 or an empty word), so that a figure can say what it left out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import IntEnum
from hashlib import sha256
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Words: TypeAlias = NDArray[np.str_]

UNKNOWN: Final = -1
HOURS_A_WEEK: Final = 168
AMBULANCE_FIRST: Final = "ambulance-first"  # codes of `words.WORDS`
BEATEN: Final = (AMBULANCE_FIRST, "stood-down:ambulance-there")
CLOCKS: Final = {
    "monotonic": "the device, by time elapsed",
    "device": "the device, by its wall clock, which may be wrong",
    "server": "when it was told to us: later than it was, by how much is not known",
}


class Stage(IntEnum):
    """How far a call came. Every call of the period has exactly one."""

    NOT_ELIGIBLE = 0  # the rules do not send a co-responder
    NOT_ASKED = 1  # eligible, and nobody was asked
    ASKED = 2  # an owner's control was asked
    OFFERED = 3  # a crew was offered it
    MOBILISED = 4  # a crew accepted and set off, and did not arrive
    ATTENDED = 5  # a crew was at the scene
    CAME_ACROSS = 6  # a crew found the patient itself; never in a simulation


@dataclass(frozen=True)
class Jobs:
    """Police jobs (and fire calls) of the period. Minutes; NaN: it did not happen."""

    received: Floats  # since the start of the period
    grade: Ints  # 1 (emergency) to 4
    patch: Ints
    sent: Floats  # from received until a unit was sent
    reached: Floats  # from received until it was there
    medical_open: Bools  # a unit of the patch was on a medical call when the job came in

    @property
    def n(self) -> int:
        return len(self.grade)


@dataclass(frozen=True)
class Frame:
    """Calls of a period, in the order in which they came in. Minutes count from 999 connected.

    `reason` says why the call went no further, as a code of `words.WORDS`; empty for those
    attended. Yes-or-no columns that can be unknown are 1, 0 and -1 (not known).
    """

    start: datetime
    end: datetime
    at: Floats  # minutes from the start of the period
    hour: Ints  # hour of the week by the clock on the wall, Monday 00 is 0
    category: Words
    complaint: Words
    condition: Words
    town: Bools  # in a town, as opposed to in the country
    age: Words  # band; empty: not known
    stage: Ints
    reason: Words
    scheme: Words  # of the crew that came furthest; empty if none was asked
    tries: Ints  # crews asked or offered, one after the other
    responder: Floats  # minutes to the first co-responder at the scene; NaN: none came
    ambulance: Floats  # minutes to the ambulance at the scene; NaN: not recorded
    allocated: Floats  # minutes until the ambulance that came was sent; NaN: not recorded
    accepted: Floats  # minutes until the crew accepted; NaN: none did
    clear: Floats  # minutes until the crew was free again; NaN: not recorded, or none went
    estimate: Floats  # the crew's arrival as reckoned at the choice; NaN: no choice
    ambulance_estimate: Floats  # the ambulance's, reckoned at the same moment
    diverted: Ints  # an ambulance on its way was taken for another call
    clock: Words  # who timed the crew's arrival, of CLOCKS; empty: none came, or simulated
    crew: Ints  # people in the unit that came furthest; -1: not known
    minutes: Floats  # of police units on this call, accepted to ended, all units together
    police_units: Ints  # police units that accepted
    recalled: Ints  # police units called back before patient contact
    abandoned: Ints  # crews taken away after patient contact
    queries: Ints  # oxygen queries raised by reports
    sent: Ints  # how often a crew accepted or set off
    sent_live: Ints  # of those, how often an ambulance was live just then
    witnessed: Ints  # cardiac arrests only
    shockable: Ints  # cardiac arrests only: first rhythm
    bystander: Ints  # cardiac arrests only: somebody pressed before help came
    pack: Words
    jobs: Jobs | None = None  # None: police jobs are not recorded
    simulated: bool = False  # what a run does not model is then not known, and not nought

    @property
    def n(self) -> int:
        return len(self.stage)

    @property
    def rural(self) -> Bools:
        return np.asarray(~self.town)

    @property
    def months(self) -> float:
        """Length of the period, in months of 365.25 / 12 days."""
        return (self.end - self.start).total_seconds() / 86_400 / (365.25 / 12)

    @property
    def attended(self) -> Bools:
        return np.asarray(self.stage == Stage.ATTENDED)

    @property
    def paired(self) -> Bools:
        """Attended calls on which both clocks are known."""
        known = np.isfinite(self.responder) & np.isfinite(self.ambulance)
        return np.asarray(self.attended & known)

    @property
    def beaten(self) -> Bools:
        """Crews that were stood down on the way because the ambulance was there."""
        return np.asarray((self.stage == Stage.MOBILISED) & np.isin(self.reason, BEATEN))

    @property
    def gain(self) -> Floats:
        """Minutes by which trained help came sooner; 0 where the ambulance was first."""
        return np.asarray(np.maximum(0.0, self.ambulance - self.responder))

    @property
    def help(self) -> Floats:
        """Minutes to first trained help, whoever brought it; NaN: neither time is known."""
        return np.asarray(np.fmin(self.responder, self.ambulance))

    def digest(self) -> str:
        """SHA-256 of everything that the figures are made from."""
        hashed = sha256()
        _digest(self, hashed)
        return hashed.hexdigest()


def _digest(part: Any, hashed: Any) -> None:
    for field in fields(part):
        value = getattr(part, field.name)
        if is_dataclass(value):
            _digest(value, hashed)
        elif isinstance(value, np.ndarray):
            rounded = np.round(value, 6) if value.dtype.kind == "f" else value
            hashed.update(f"{field.name}:{rounded.tolist()!r};".encode())
        elif isinstance(value, datetime):
            hashed.update(value.isoformat().encode())


_FLOATS: Final = (
    "responder", "ambulance", "allocated", "accepted", "clear", "estimate", "ambulance_estimate",
)  # fmt: skip
_COUNTS: Final = (
    "tries", "diverted", "police_units", "recalled", "abandoned", "queries", "sent", "sent_live",
)  # fmt: skip
_UNKNOWN: Final = ("crew", "witnessed", "shockable", "bystander")
_WORDS: Final = (
    "category", "complaint", "condition", "age", "reason", "scheme", "clock", "pack",
)  # fmt: skip


def framed(start: datetime, end: datetime, n: int, jobs: Jobs | None = None, **known: Any) -> Frame:
    """A frame of `n` calls from the columns that are known; the others say "not known".

    Raises:
        ValueError: a column that is none, or that has not `n` places.
    """
    columns: dict[str, Any] = {
        **{name: np.full(n, np.nan) for name in _FLOATS},
        **{name: np.zeros(n, np.int64) for name in _COUNTS},
        **{name: np.full(n, UNKNOWN, np.int64) for name in _UNKNOWN},
        **{name: np.full(n, "", np.str_) for name in _WORDS},
        "at": np.zeros(n),
        "hour": np.zeros(n, np.int64),
        "town": np.zeros(n, np.bool_),
        "stage": np.zeros(n, np.int64),
        "minutes": np.zeros(n),
    }
    for name, value in known.items():
        if name not in columns:
            raise ValueError(f"“{name}” is no column of a frame.")
        column = np.asarray(value)
        if len(column) != n:
            raise ValueError(f"“{name}” has {len(column)} places for {n} calls.")
        kind = columns[name].dtype.kind
        columns[name] = column if kind == "U" else column.astype(columns[name].dtype, copy=False)
    return Frame(start=start, end=end, jobs=jobs, **columns)
