"""A replication's figures, by group of calls: what is kept of every call of every replication.

Two files make a summary. `judging.summary` has all that a whole run is judged by; most of it has no
meaning in a group (police jobs, officer-hours, survivors, the match with calls that nobody was
asked to) or is too dear to reckon a dozen times. This one adds counts and clocks of each group,
whose names end alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np

from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.summary import summary
from outrider.trial.running.model import Group

Row: TypeAlias = tuple[str, str, str, float]
"""By what, which group, which measure, its value."""

_STAGES = {
    "eligible": Stage.NOT_ASKED, "asked": Stage.ASKED, "offered": Stage.OFFERED,
    "mobilised": Stage.MOBILISED, "attended": Stage.ATTENDED,
}  # fmt: skip


def summary_of(frame: Frame, groups: Iterable[Group]) -> list[Row]:
    """The judging's own figures of all calls, then counts and clocks of each group."""
    rows = [("all", "all", name, value) for name, value in summary(frame).items()]
    for group in groups:
        rows += [(group.by, group.name, name, value) for name, value in _of(frame, group.calls)]
    return rows


def _of(frame: Frame, mine: Any) -> Iterator[tuple[str, float]]:
    """Names end as in `judging.summary`."""
    stage = frame.stage[mine]
    yield "calls", float(len(mine))
    for name, least in _STAGES.items():
        yield name, float(((stage >= least) & (stage != Stage.CAME_ACROSS)).sum())
    ambulance, responder = frame.ambulance[mine], frame.responder[mine]
    for clock, minutes in (
        ("help", np.fmin(ambulance, responder)),
        ("ambulance", ambulance),
    ):
        known = minutes[np.isfinite(minutes)]
        yield f"{clock}_min", float(known.mean()) if len(known) else float("nan")
        yield f"{clock}_p90_min", float(np.quantile(known, 0.9)) if len(known) else float("nan")
    paired = (stage == Stage.ATTENDED) & np.isfinite(ambulance) & np.isfinite(responder)
    gain = np.maximum(0.0, ambulance[paired] - responder[paired])
    yield "first", float((gain > 0).sum())
    yield "gain_min", float(gain.mean()) if len(gain) else float("nan")
    yield "gain_total_min", float(gain.sum())
