"""A year of the safety scheme as arrays: one place per officer, per assault, per listed attack."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Final

import numpy as np

from outrider.signals.charts import Mark
from outrider.trial.judging.frame import Bools, Floats, Ints, Words

SOURCES: Final = ("outrider", "crime", "health-safety", "use-of-force")
SOURCE_NAMES: Final = ("Recorded here", "Crime system", "Health and safety", "Use-of-force forms")


@dataclass(frozen=True)
class SafetyYear:
    """Twelve whole months, because exposure is known by the month; and the days since.

    Withdrawn cases are not in here. `case_*` arrays hold assaults only, in order of time, whatever
    came of them; an injury without an assault is in `injury_*`.
    """

    start: date  # the first of a month
    end: date  # the first of the month after the last whole one
    at: datetime  # when the rows were read for
    officer: Words  # pseudonyms
    station: Words
    team: Words
    duty: Words
    group: Words  # ethnic group as human resources has it; empty: not known
    young: Bools  # in the first two years of service
    hours: Floats  # on operational duty, in the twelve months
    arrests: Floats
    calls: Floats
    forms: Floats  # use-of-force forms
    month_hours: Floats  # officers x 12
    case_officer: Ints  # place in `officer`; -1: not among them (left, or no duty known)
    case_incident: Ints  # the same number: the same attack
    case_day: Ints  # days since `start`
    case_racial: Bools
    case_hurt: Bools
    case_lat: Floats  # NaN: not known
    case_lon: Floats
    case_station: Words
    injury_day: Ints
    injury_station: Words
    listed: Bools  # attacks x SOURCES, of the whole period read
    listed_day: Ints
    talk_day: Floats  # of the first conversation with a link officer, by officer; NaN: none
    marks: tuple[Mark, ...] = ()
    # Who was at an incident with an assault, everybody who was there, by the control room's log.
    there_incident: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    there_officer: Words = field(default_factory=lambda: np.empty(0, dtype=np.str_))
    there_assaulted: Bools = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    there_young: Bools = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    there_alone: Floats = field(default_factory=lambda: np.empty(0))  # single crewed; NaN: unknown

    @property
    def n(self) -> int:
        return len(self.case_day)

    @property
    def days(self) -> int:
        """In the twelve months."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @cached_property
    def in_year(self) -> Bools:
        """Assaults of the twelve months, of officers whose exposure is known."""
        return np.asarray((self.case_day < self.days) & (self.case_officer >= 0))

    @cached_property
    def assaults(self) -> Ints:
        """By officer, in the twelve months."""
        return self.count(np.ones(self.n, dtype=np.bool_))

    @cached_property
    def racial(self) -> Ints:
        return self.count(self.case_racial)

    def count(self, which: Bools) -> Ints:
        """Assaults of a kind by officer, in the twelve months."""
        mine = self.case_officer[self.in_year & which]
        return np.bincount(mine, minlength=len(self.officer)).astype(np.int64)

    @property
    def vintage(self) -> str:
        """Until when the data go, and when they were read."""
        return self.vintage_to(self.last_day, "Cases and exposure")

    def vintage_to(self, day: date, what: str = "Cases") -> str:
        """The same for a figure that goes to another day."""
        read = f"read on {self.at.day} {self.at:%B %Y at %H:%M} UTC"
        return f"{what} to {day.day} {day:%B %Y}, {read}."

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that the figures are made from."""
        hashed = sha256()
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, np.ndarray):
                value = (np.round(value, 6) if value.dtype.kind == "f" else value).tolist()
            if one.name != "at":
                hashed.update(f"{one.name}:{value!r};".encode())
        return hashed.hexdigest()
