"""The rows of a period as arrays: one place per call, nothing that names a person or a unit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import IntEnum
from hashlib import sha256
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Words: TypeAlias = NDArray[np.str_]


class Stage(IntEnum):
    """How far a call came. Every call of the period has exactly one."""

    NOT_ELIGIBLE = 0  # the rules do not send a co-responder
    NOT_ASKED = 1  # eligible, and nobody was asked
    ASKED = 2  # an owner's control was asked
    OFFERED = 3  # a crew was offered it
    MOBILISED = 4  # a crew accepted and set off, and did not arrive
    ATTENDED = 5  # a crew was at the scene
    CAME_ACROSS = 6  # a crew found the patient itself


@dataclass(frozen=True)
class Frame:
    """Calls of a period, in the order in which they came in. Minutes count from 999 connected.

    `reason` says why the call went no further, as a code; empty for those attended.
    """

    start: datetime
    end: datetime
    category: Words
    condition: Words
    town: Bools  # within a town of the gazetteer, as opposed to in the country
    stage: Ints
    reason: Words
    scheme: Words  # of the crew that came furthest; empty if none was asked
    responder: Floats  # minutes to the first co-responder at the scene; NaN: none came
    ambulance: Floats  # minutes to the ambulance at the scene; NaN: not recorded
    minutes: Floats  # of police units on this call, accepted to ended, all units together
    police_units: Ints  # police units that accepted
    recalled: Ints  # police units called back before patient contact
    abandoned: Ints  # crews taken away after patient contact
    queries: Ints  # oxygen queries raised by reports
    sent: Ints  # how often a crew accepted or set off
    sent_live: Ints  # of those, how often an ambulance was live just then, by the journal
    pack: Words

    @property
    def n(self) -> int:
        return len(self.stage)

    @property
    def attended(self) -> Bools:
        return np.asarray(self.stage == Stage.ATTENDED)

    @property
    def paired(self) -> Bools:
        """Attended calls on which both clocks are known."""
        known = np.isfinite(self.responder) & np.isfinite(self.ambulance)
        return np.asarray(self.attended & known)

    @property
    def gain(self) -> Floats:
        """Minutes by which trained help came sooner; 0 where the ambulance was first."""
        return np.asarray(np.maximum(0.0, self.ambulance - self.responder))

    def digest(self) -> str:
        """SHA-256 of everything that the figures are made from."""
        hashed = sha256()
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, datetime):
                hashed.update(value.isoformat().encode())
                continue
            rounded = np.round(value, 6) if value.dtype.kind == "f" else value
            hashed.update(f"{field.name}:{rounded.tolist()!r};".encode())
        return hashed.hexdigest()
