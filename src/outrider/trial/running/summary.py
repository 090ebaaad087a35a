"""A replication's figures, by group of calls: what is kept of every call of every replication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np

from outrider.trial.engine.record import Record, Stage
from outrider.trial.engine.world import Jobs
from outrider.trial.running.model import Drawn

Row: TypeAlias = tuple[str, str, str, float]
"""By what, which group, which measure, its value."""

_STAGES = (Stage.NOT_ASKED, Stage.ASKED, Stage.OFFERED, Stage.MOBILISED, Stage.ATTENDED)


def summary_of(drawn: Drawn, record: Record) -> list[Row]:
    """Counts, means and 90th centiles of each group, in a fixed order."""
    figures = _Figures(drawn, record)
    rows = [row for by, group, of in _groups(drawn) for row in figures.rows(by, group, of)]
    return rows + list(_jobs(drawn.jobs, record))


def _groups(drawn: Drawn) -> Iterator[tuple[str, str, Any]]:
    yield "all", "all", slice(None)
    about = drawn.about
    area = np.where(np.asarray(about.rural, np.bool_), "rural", "town")
    by = {"category": about.category, "condition": about.condition, "area": area}
    for name, column in by.items():
        for group in np.unique(np.asarray(column)):
            yield name, str(group), np.flatnonzero(np.asarray(column) == group)


class _Figures:
    """Times in minutes from call received."""

    def __init__(self, drawn: Drawn, record: Record) -> None:
        received = drawn.calls.received
        self.stage = record.stage
        self.ambulance = (record.ambulance - received) / 60
        self.responder = (record.responder - received) / 60
        self.help = np.minimum(self.ambulance, self.responder)
        went = np.isfinite(record.clear)
        self.spent = (record.clear - np.where(went, record.accepted, 0.0)) / 3600

    def rows(self, by: str, group: str, of: Any) -> Iterator[Row]:
        stage, ambulance, responder = self.stage[of], self.ambulance[of], self.responder[of]
        yield by, group, "calls_n", float(len(stage))
        for least in _STAGES:
            name = "eligible" if least is Stage.NOT_ASKED else least.name.lower()
            yield by, group, f"{name}_n", float((stage >= least).sum())
        first = responder < ambulance
        yield by, group, "first_n", float(first.sum())
        for name, minutes in (("ambulance", ambulance), ("help", self.help[of])):
            yield by, group, f"{name}_mean_min", _mean(minutes)
            yield by, group, f"{name}_p90_min", _p90(minutes)
        both = first & np.isfinite(ambulance)
        gained = ambulance[both] - responder[both]
        yield by, group, "gained_mean_min", _mean(gained)
        yield by, group, "gained_total_min", float(gained.sum())
        yield by, group, "responder_hours", _total(self.spent[of])


def _jobs(jobs: Jobs, record: Record) -> Iterator[Row]:
    waited = (record.job_reached - jobs.received) / 60
    for grade in np.unique(jobs.grade):
        of = jobs.grade == grade
        group = str(int(grade))
        yield "job_grade", group, "jobs_n", float(of.sum())
        yield "job_grade", group, "jobs_medical_n", float(record.job_medical[of].sum())
        yield "job_grade", group, "job_reached_mean_min", _mean(waited[of])
        yield "job_grade", group, "job_reached_p90_min", _p90(waited[of])


def _mean(minutes: Any) -> float:
    known = minutes[np.isfinite(minutes)]
    return float(known.mean()) if len(known) else float("nan")


def _p90(minutes: Any) -> float:
    known = minutes[np.isfinite(minutes)]
    return float(np.quantile(known, 0.9)) if len(known) else float("nan")


def _total(hours: Any) -> float:
    return float(hours[np.isfinite(hours)].sum())
