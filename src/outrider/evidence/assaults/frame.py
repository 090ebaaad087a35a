"""A year of records as arrays: one place per case, per promise of the plan, per station."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import IntEnum
from hashlib import sha256
from typing import Final

import numpy as np

from outrider.domain.safety.decider import Classification
from outrider.trial.judging.frame import Bools, Floats, Ints, Words

WEEKS: Final = 52
BLOCK: Final = 13  # weeks of a quarter


class Kept(IntEnum):
    """What became of one promise of a plan."""

    IN_TIME = 0
    LATE = 1
    OVERDUE = 2  # its time is over and it is not done
    WAIVED = 3


@dataclass(frozen=True)
class Assaults:
    """Cases of 52 whole weeks up to `end`, in the order in which they happened.

    Withdrawn cases are not in the arrays: only their number is.
    """

    start: date  # a Monday, local time
    end: date  # the Monday after the last whole week
    at: datetime  # when the rows were read for
    week: Ints  # whole weeks since `start`
    kind: Words  # what it is called now: a `Classification`
    hurt: Bools
    first_said: Words  # what the decider said
    reviewed: Words  # what a reviewer said; empty: nobody has looked
    contact: Floats  # hours from the record to the supervisor's contact; NaN: not yet
    talk_days: Floats  # days from the record to the conversation; NaN: none
    old_enough: Bools  # recorded at least `TALK_WITHIN` days before `at`
    withdrawn: int
    promise_point: Words  # title of the plan's point
    promise_kept: Ints  # `Kept`
    station: Words
    station_cover: Words  # `Cover` of `domain.safety.link_cover`

    @property
    def last_day(self) -> date:
        """The last day that is counted."""
        return self.end - timedelta(days=1)

    @property
    def n(self) -> int:
        return len(self.week)

    @property
    def assaults(self) -> Bools:
        """All that is not an injury without an assault: also what nobody has classified yet."""
        return np.asarray(self.kind != Classification.INJURY.value)

    def digest(self) -> str:
        """SHA-256 of everything that the figures are made from."""
        hashed = sha256()
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value = (np.round(value, 6) if value.dtype.kind == "f" else value).tolist()
            if field.name != "at":
                hashed.update(f"{field.name}:{value!r};".encode())
        return hashed.hexdigest()
