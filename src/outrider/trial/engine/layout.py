"""The arrays of a run as the loop uses them: one row a call, job, vehicle or unit.

`Run` is one pointer to all of them: with each array as an argument of its own, calling a function
took ten times as long as what it did.

What is asked of a call is asked together, so it lies together: a row is a few lines of the cache.
Fields of `Call`, `Job` and `Unit` that are also in `record.py` are copied there when a run ends.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numba import types
from numba.experimental import structref
from numpy.typing import NDArray

from outrider.roads.compiled import compiled
from outrider.trial.ambulances import Bases, Fleet
from outrider.trial.borrowing import borrowed
from outrider.trial.engine.timers import Timers
from outrider.trial.engine.world import Bytes, Duty, Longs, Rules, Singles
from outrider.trial.returning import Floats, Indices, Ways

Rows: TypeAlias = NDArray[Any]  # of a structured type
Row: TypeAlias = Any

PATROL, ON_JOB, MEDICAL = 0, 1, 2
"""What a unit is doing. A unit that is only being asked is still on patrol, or on its job."""

GRANTED, ACCEPTED = 100, 101
"""Answers that are not in `record.Why`."""

# How a vehicle moves: it sets off at `start`, drives `first` seconds to column `origin` and
# `total` altogether to column `end`, by the table; the clock takes `pace` times as long.
TRIP = [
    ("start", "f8"), ("first", "f8"), ("total", "f8"), ("pace", "f8"),
    ("origin", "i4"), ("end", "i4"),
]  # fmt: skip

CALL = np.dtype(
    [
        ("received", "f8"), ("decided", "f8"), ("row", "i4"),
        ("priority", "i1"), ("mode", "i1"), ("sends", "i1"), ("diverted", "i1"),
        ("leg", "f8"), ("mobilise", "f8"), ("pace", "f8"), ("kept", "f8"),
        ("leaves", "i4"), ("vehicle", "i4"), ("leave_leg", "f8"),
        ("allocated", "f8"), ("ambulance", "f8"),
        ("due", "f8"),  # when the ambulance is thought to come
        ("mission", "i4"),  # the unit that is asked or sent at present
        ("unit", "i4"),
        ("stage", "i1"), ("why", "i1"), ("tried", "i1"), ("recalled", "i1"), ("live", "i1"),
        ("responder_pace", "f8"),
        ("not_wanted", "f8"),  # the moment
        ("accepted", "f8"), ("mobile", "f8"), ("responder", "f8"), ("clear", "f8"),
        ("estimate", "f8"), ("ambulance_estimate", "f8"), ("spent", "f8"),
    ],
    align=True,
)  # fmt: skip

JOB = np.dtype(
    [
        ("received", "f8"), ("length", "f8"), ("sent", "f8"), ("reached", "f8"),
        ("row", "i4"), ("patch", "i4"), ("unit", "i4"),
        ("after", "i4"),  # the next that waits
        ("grade", "i1"), ("medical", "i1"), ("left", "i1"),
    ],
    align=True,
)  # fmt: skip

CAR = np.dtype(
    [
        *TRIP,
        ("off_at", "f8"),  # on duty until then; -inf before the first window
        ("arrives", "f8"),  # with the patient
        ("on", "i4"),  # the call
        ("priority", "i4"),  # of the call
        ("window", "i4"), ("windows_end", "i4"),
    ],
    align=True,
)  # fmt: skip

UNIT = np.dtype(
    [
        *TRIP,
        ("off_at", "f8"), ("used", "f8"), ("whose", "i8"),
        ("period", "i8"),  # of its beat that the trip belongs to
        ("patch", "i4"), ("job", "i4"), ("lease", "i4"),
        ("window", "i4"), ("windows_first", "i4"), ("windows_end", "i4"),
        ("point", "i4"), ("points_end", "i4"),
        ("part", "i1"), ("responds", "i1"), ("scheme", "i1"), ("mode", "i1"), ("crew", "i1"),
        ("doing", "i1"), ("competent", "i1"), ("kit", "i1"),
        ("offered", "i1"), ("answer", "i1"),
    ],
    align=True,
)  # fmt: skip

SCHEME = np.dtype(
    [
        ("release_median", "f8"), ("release_spread", "f8"), ("release_refused", "f8"),
        ("answer_median", "f8"), ("answer_spread", "f8"), ("accepts", "f8"), ("silent", "f8"),
        ("turnout_median", "f8"), ("turnout_spread", "f8"),
        ("competent", "f8"), ("kit_ready", "f8"), ("cap", "f8"),
        ("live", "i1"), ("police", "i1"), ("needs_release", "i1"), ("needs_pair", "i1"),
    ],
    align=True,
)  # fmt: skip


class Run(NamedTuple):
    """One run. `waiting` is (patches, 5): the first job that waits, by grade; -1 if none.

    `queue` is a heap of calls that wait for an ambulance, `queued` (1,) how many.
    `asked` is (calls, tries). Units of patch p are `patch_first[p]` to `patch_first[p + 1]` of
    `patch_unit`. `looks` (1,) counts searches for an ambulance; `looked` (bases,) is the last one
    that looked at an ambulance standing there.
    """

    calls: Rows
    jobs: Rows
    cars: Rows
    units: Rows
    schemes: Rows
    rules: Rules
    on: bool
    seed: int
    to: Singles
    column: Indices
    fleet: Fleet
    bases: Bases
    ways: Ways
    divert: Bytes
    divert_gain: float
    car_duty: Duty
    unit_duty: Duty
    point_row: Indices
    point_share: Floats
    patch_first: Indices
    patch_unit: Indices
    timers: Timers
    queue: Indices
    queued: Indices
    asked: Indices
    first_gate: Longs
    waiting: Indices
    looked: Longs
    looks: Longs


@structref.register
class RunType(types.StructRef):
    """What numba knows `Run` as."""

    def preprocess_fields(self, fields: Any) -> Any:
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


class _Proxy(structref.StructRefProxy):
    """What Python holds of it."""


structref.define_proxy(_Proxy, RunType, list(Run._fields))


@compiled
def by_pointer(fields: Run) -> Run:
    """The same fields, for compiled functions to take. Valid while the caller holds `fields`."""
    return _Proxy(*borrowed(fields))  # type: ignore[no-untyped-call,return-value]
