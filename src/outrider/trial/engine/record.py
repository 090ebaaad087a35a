"""What a run of the full model writes: one place per call and per police job."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from outrider.trial.engine.world import Bytes, Longs
from outrider.trial.returning import Floats, Indices

NOBODY = -1
GATES = 19  # bits of `choice.Gate`


class Stage(IntEnum):
    """How far a call came with the scheme. The evidence of live calls has the same numbers."""

    NOT_ELIGIBLE = 0
    NOT_ASKED = 1
    ASKED = 2
    OFFERED = 3
    MOBILISED = 4
    ATTENDED = 5


class Why(IntEnum):
    """Why a call came no further."""

    NONE = 0
    RULES = 1  # the pack does not send
    NO_AMBULANCE = 2  # none was allocated while it waited for one
    NOBODY_FITS = 3  # every unit fails a gate: see `by_gate`
    NOT_RELEASED = 4
    DECLINED = 5
    NO_ANSWER = 6
    AMBULANCE_FIRST = 7  # stood down: the ambulance was there
    NOT_WANTED = 8  # stood down: downgraded or cancelled
    RECALLED = 9  # to a police job, before patient contact


class Record(NamedTuple):
    """By call, then by job. A time that did not come is inf; a unit that was not is -1.

    `allocated`: the ambulance that came was sent. `ambulance`: it was with the patient.
    `responder`: the co-responder was with the patient. `clear`: it was free again.
    `first_gate` is (19,): how many units fail each gate first, over all choices made.
    `job_medical`: 1 if a unit of the patch was on a medical call when the job came in.
    `recalled`: how many times a unit was called away from it. `spent`: unit seconds from accepting
    until free again, over all units that were sent to it. `job_left`: how many times a unit left
    the job for a medical call. `job_reached` is the first arrival. `live`: 1 if an ambulance was
    allocated when a unit accepted last.
    """

    allocated: Floats
    ambulance: Floats
    vehicle: Indices
    diverted: Bytes
    stage: Bytes
    why: Bytes
    tried: Bytes
    unit: Indices
    accepted: Floats
    mobile: Floats
    responder: Floats
    clear: Floats
    estimate: Floats
    ambulance_estimate: Floats
    first_gate: Longs
    job_sent: Floats
    job_reached: Floats
    job_unit: Indices
    job_medical: Bytes
    recalled: Bytes
    spent: Floats
    job_left: Bytes
    live: Bytes


def new_record(calls: int, jobs: int) -> Record:
    """Nothing has happened yet."""

    def never(n: int) -> Floats:
        return np.full(n, np.inf)

    def nobody(n: int) -> Indices:
        return np.full(n, NOBODY, np.int32)

    def nought(n: int) -> Bytes:
        return np.zeros(n, np.int8)

    return Record(
        never(calls), never(calls), nobody(calls), nought(calls), nought(calls), nought(calls),
        nought(calls), nobody(calls), never(calls), never(calls), never(calls), never(calls),
        never(calls), never(calls), np.zeros(GATES, np.int64),
        never(jobs), never(jobs), nobody(jobs), nought(jobs),
        nought(calls), np.zeros(calls), nought(jobs), nought(calls),
    )  # fmt: skip
