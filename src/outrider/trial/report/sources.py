"""What a report is made from: the results of a run, and one of its replications call by call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from outrider.trial.building import Built
from outrider.trial.judging.frame import Frame
from outrider.trial.report.maps import Spot
from outrider.trial.returning import Indices
from outrider.trial.running.ready import Ready

Runs = dict[str, list[dict[str, float]]]
SHOWN = 0
"""The replication that is judged call by call: the first, whatever it came to."""


@dataclass(frozen=True)
class Shown:
    """One replication in every arm, and where in it minutes were gained."""

    frames: Mapping[str, Frame]
    spots: Mapping[str, tuple[Spot, ...]]


def summaries(folder: Path) -> Runs:
    """By arm, in the order of the replications: the figures of the whole replication by name."""
    rows = pq.read_table(folder / "summaries.parquet").to_pylist()
    found: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if row["by"] == "all" and row["group"] == "all":
            value = float("nan") if row["value"] is None else float(row["value"])
            found[row["arm"]][row["replication"]][row["measure"]] = value
    return {arm: [runs[number] for number in sorted(runs)] for arm, runs in found.items()}


def shown(built: Built, model: Ready, arms: tuple[str, ...]) -> Shown:
    """Runs the shown replication again: the same seed gives the same calls and the same times."""
    drawn = model.draw(SHOWN)
    row = drawn.calls.row[drawn.about.counted]  # the warm-up is not judged
    frames, spots = {}, {}
    for name in arms:
        arm = model.arm(name, drawn)
        frames[name] = model.frame(drawn, arm, model.run(SHOWN, drawn, arm))
        spots[name] = gained_by_place(built, row, frames[name])
    return Shown(frames, spots)


def gained_by_place(built: Built, row: Indices, frame: Frame) -> tuple[Spot, ...]:
    """Minutes gained over all eligible calls of a place: those nobody was sent to gain nothing."""
    eligible = (frame.stage > 0) & np.isfinite(frame.ambulance)
    gained = np.where(eligible, np.nan_to_num(frame.ambulance - frame.help), 0.0)
    rows = len(built.lat)
    calls = np.bincount(row[eligible], minlength=rows)
    total = np.bincount(row, weights=gained, minlength=rows)
    return tuple(
        Spot(float(built.lat[i]), float(built.lon[i]), float(calls[i]), float(total[i] / calls[i]))
        for i in np.flatnonzero(calls)
    )
