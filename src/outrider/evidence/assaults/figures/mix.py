"""Injuries: how many came of an assault, and how well the first answer fits a reviewer's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from outrider.domain.safety.decider import Classification, agreement
from outrider.evidence.assaults.frame import BLOCK, WEEKS, Assaults
from outrider.trial.judging.estimates import Share, counted
from outrider.trial.judging.frame import Bools
from outrider.trial.judging.table import Table

QUARTERS: Final = ("Weeks 1 to 13", "Weeks 14 to 26", "Weeks 27 to 39", "Weeks 40 to 52")
FEWEST: Final = 10  # reviewed records
PUBLISHED: Final = (
    "Home Office use-of-force tables, 2017/18 to 2019/20: 46 to 53% of answered officer injuries "
    "were not intentional assaults. They count otherwise, so they are no target."
)


@dataclass(frozen=True)
class Mix:
    rows: tuple[tuple[str, Share], ...]  # period, injuries that were not an assault
    unsure: int
    reviewed: int
    kappa: float | None
    table: Table

    @property
    def all(self) -> Share:
        return self.rows[0][1]

    @property
    def title(self) -> str:
        if not self.all.of:
            return "No injury recorded in these 52 weeks"
        return f"{self.all.percent} of recorded injuries were not an assault"

    @property
    def says(self) -> str:
        if not self.all.of:
            return "Nothing yet."
        return (
            f"{self.all.text()} injuries ({self.all.range_text}) came while somebody resisted, "
            f"with nothing to show intent. {self._agreement}"
        )

    @property
    def _agreement(self) -> str:
        reviewed = f"{counted(self.reviewed, 'record')} reviewed"
        if self.reviewed < FEWEST:
            return f"{reviewed}: too few to measure how well the form’s first answer fits."
        if self.kappa is None:
            return f"{reviewed}, all called the same: that cannot show how well the form tells."
        return (
            f"The form’s first answer and a reviewer’s agree with a kappa of {self.kappa:.2f} "
            f"over {counted(self.reviewed, 'reviewed record')}."
        )

    @property
    def doesnt(self) -> str:
        return (
            "That the others were proved: it is what was recorded and reviewed, not what a court "
            "found. A falling share may only mean that injuries are no longer recorded."
        )

    @property
    def meta(self) -> str:
        return (
            f"{counted(self.unsure, 'injury', 'injuries')} not classified yet, left out. "
            f"Interval: exact binomial (Clopper and Pearson 1934). {PUBLISHED}"
        )


def mix(frame: Assaults) -> Mix:
    sure = frame.hurt & (frame.kind != Classification.UNSURE.value)
    wanted = [("All 52 weeks", sure)]
    wanted += [
        (name, np.asarray(sure & (frame.week // BLOCK == index)))
        for index, name in enumerate(QUARTERS[: WEEKS // BLOCK])
    ]
    rows = tuple((name, _share(frame, mine)) for name, mine in wanted)
    pairs = [
        (str(first), str(after))
        for first, after in zip(frame.first_said, frame.reviewed, strict=True)
        if first and after
    ]
    return Mix(
        rows=rows,
        unsure=int((frame.hurt & ~sure).sum()),
        reviewed=len(pairs),
        kappa=agreement(pairs) if len(pairs) >= FEWEST else None,
        table=Table(
            ("Period", "Injuries", "Not an assault", "Share, %", "Low", "High"),
            tuple((name, share.of, share.count, *percents(share)) for name, share in rows),
        ),
    )


def _share(frame: Assaults, mine: Bools) -> Share:
    return Share(int((mine & ~frame.assaults).sum()), int(mine.sum()))


def percents(share: Share) -> tuple[float | None, float | None, float | None]:
    """Share, low, high in per cent, for three columns of a table."""
    if share.interval is None:
        return None, None, None
    low, high = share.interval
    return 100 * share.count / share.of, 100 * low, 100 * high
