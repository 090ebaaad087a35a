"""A part of a frame: some of its calls, or those up to a day."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

import numpy as np

from outrider.trial.judging.frame import Bools, Frame, Jobs


def some(frame: Frame, mine: Bools) -> Frame:
    """The calls named by `mine`; police jobs stay as they are."""
    columns = {
        field.name: getattr(frame, field.name)[mine]
        for field in fields(frame)
        if isinstance(getattr(frame, field.name), np.ndarray)
    }
    return replace(frame, **columns)


def until(frame: Frame, end: datetime) -> Frame:
    """Calls and police jobs that came in before `end`."""
    minutes = (end - frame.start).total_seconds() / 60
    part = some(frame, np.asarray(frame.at < minutes))
    return replace(part, end=min(end, frame.end), jobs=_jobs(frame.jobs, minutes))


def _jobs(jobs: Jobs | None, minutes: float) -> Jobs | None:
    return None if jobs is None else some_jobs(jobs, np.asarray(jobs.received < minutes))


def some_jobs(jobs: Jobs, mine: Bools) -> Jobs:
    """The police jobs named by `mine`."""
    return Jobs(**{field.name: getattr(jobs, field.name)[mine] for field in fields(jobs)})
