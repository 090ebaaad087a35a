"""Was the plan kept? Every promise that has fallen due, point by point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outrider.evidence.assaults.figures.mix import percents
from outrider.evidence.assaults.frame import Assaults, Kept
from outrider.trial.judging.estimates import Estimate, Share, counted, estimate
from outrider.trial.judging.frame import Bools
from outrider.trial.judging.table import Table


@dataclass(frozen=True)
class PointKept:
    name: str
    in_time: int
    late: int
    overdue: int
    waived: int

    @property
    def share(self) -> Share:
        """In time, of those that were not waived."""
        return Share(self.in_time, self.in_time + self.late + self.overdue)


@dataclass(frozen=True)
class Compliance:
    rows: tuple[PointKept, ...]
    contact: Estimate  # hours from the record to the supervisor's contact, median
    no_contact: int
    table: Table

    @property
    def all(self) -> PointKept:
        return self.rows[0]

    @property
    def title(self) -> str:
        share = self.all.share
        if not share.of:
            return "No promise of a plan has fallen due yet"
        return f"{share.percent} of the plan’s promises were kept in time"

    @property
    def says(self) -> str:
        share = self.all.share
        if not share.of:
            return "Nothing yet."
        return (
            f"{share.count:,} of {share.of:,} in time ({share.range_text}), {self.all.late:,} "
            f"late, {self.all.overdue:,} not done. {self._contact}"
        )

    @property
    def _contact(self) -> str:
        waiting = f"{counted(self.no_contact, 'case')} without contact yet."
        if self.contact.value is None:
            return f"No supervisor’s contact recorded; {waiting}"
        return f"Supervisors got in touch after a median of {self.contact.text('hours')}; {waiting}"

    @property
    def doesnt(self) -> str:
        return (
            "That a promise kept was kept well: it says that somebody recorded it as done. "
            "Nor who was late: no person, team or station is compared here."
        )

    @property
    def meta(self) -> str:
        return (
            "Every date that a plan set and that is over, from the journal; waived ones are "
            f"counted apart ({self.all.waived:,}). “At once” counts as kept within 12 hours: this "
            "page’s own rule. Interval: exact binomial; it takes promises as independent, and "
            "those of one case are not quite. Median: bootstrap."
        )


def compliance(frame: Assaults) -> Compliance:
    every = np.ones(len(frame.promise_kept), dtype=bool)
    points = sorted({name for name in frame.promise_point.tolist() if name}, key=_number)
    rows = (
        _point(frame, "All points", every),
        *(_point(frame, name, np.asarray(frame.promise_point == name)) for name in points),
    )
    told = np.isfinite(frame.contact)
    return Compliance(
        rows=rows,
        contact=estimate(frame.contact[told], "median"),
        no_contact=int((~told).sum()),
        table=Table(
            ("Point", "In time", "Late", "Not done", "Waived", "In time, %", "Low", "High"),
            tuple(
                (row.name, row.in_time, row.late, row.overdue, row.waived, *percents(row.share))
                for row in rows
            ),
        ),
    )


def _number(point: str) -> tuple[int, str]:
    """Points in the plan's order: 10 comes after 9."""
    number, _, title = point.partition(". ")
    return (int(number), title) if number.isdigit() else (0, point)


def _point(frame: Assaults, name: str, mine: Bools) -> PointKept:
    def count(kept: Kept) -> int:
        return int((mine & (frame.promise_kept == kept)).sum())

    return PointKept(
        name, count(Kept.IN_TIME), count(Kept.LATE), count(Kept.OVERDUE), count(Kept.WAIVED)
    )
