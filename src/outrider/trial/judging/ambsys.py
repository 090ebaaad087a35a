"""Months of response times in the columns of the Ambulance Systems Indicators (AmbSYS).

Numbers, sums, means and 90th centiles by category; seconds. The columns were checked against the
published file itself: the sum over the number is the mean.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.trial.judging.frame import Bools, Frame
from outrider.trial.judging.table import Cell, Table

NOT_KNOWN: Final = "."
COUNTS: Final = {"C1": "A8", "C2": "A10", "C3": "A11", "C4": "A12"}
TIMES: Final = {
    "C1": ("A24", "A25", "A26"), "C2": ("A30", "A31", "A32"), "C3": ("A33", "A34", "A35"),
    "C4": ("A36", "A37", "A38"),
}  # fmt: skip
COLUMNS: Final = (
    "Year", "Month", "Category", "Count column", "Time columns", "Incidents", "Total seconds",
    "Mean seconds", "90th centile seconds",
)  # fmt: skip


def month_of(frame: Frame) -> NDArray[np.datetime64]:
    """The calendar month of each call."""
    start = np.datetime64(frame.start.replace(tzinfo=None), "s")
    seconds = np.asarray(frame.at * 60).astype("timedelta64[s]")
    return np.asarray((start + seconds).astype("datetime64[M]"))


def months(frame: Frame) -> tuple[Table, tuple[tuple[int, ...], ...]]:
    """A row a month and category, and which rows belong to one month."""
    month = month_of(frame)
    rows: list[tuple[Cell, ...]] = []
    parts = []
    for each in np.unique(month):
        parts.append(tuple(range(len(rows), len(rows) + len(COUNTS))))
        year, number = (int(part) for part in str(each).split("-"))
        for category in COUNTS:
            mine = (month == each) & (frame.category == category) & np.isfinite(frame.ambulance)
            rows.append((year, number, category, *_row(frame, category, mine)))
    return Table(COLUMNS, tuple(rows), frozenset({2, 3, 4})), tuple(parts)


def _row(frame: Frame, category: str, mine: Bools) -> tuple[Cell, ...]:
    seconds = frame.ambulance[mine] * 60
    names = (COUNTS[category], ", ".join(TIMES[category]))
    if not len(seconds):
        return (*names, 0, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    return (
        *names, len(seconds), round(float(seconds.sum())), round(float(seconds.mean())),
        round(float(np.quantile(seconds, 0.9))),
    )  # fmt: skip
