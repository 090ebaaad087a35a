"""One run of two arms, call by call and job by job: what the scheme moved, and for whom."""

from __future__ import annotations

import numpy as np

from outrider.trial.judging.findings.groups import eligible
from outrider.trial.judging.findings.police import LATE
from outrider.trial.judging.frame import Bools, Floats, Frame, Jobs, Stage


def beside(frame: Frame, without: Frame) -> dict[str, float]:
    """Paired figures of an arm and the one without the scheme, on the same calls and jobs.

    Raises:
        ValueError: the arms have not the same calls.
    """
    if frame.n != without.n or not np.array_equal(frame.at, without.at):
        raise ValueError("These two arms have not the same calls: they cannot be paired.")
    sent_to = eligible(frame)
    asked = sent_to & (frame.stage >= Stage.ASKED)
    later = frame.ambulance - without.ambulance
    lost = np.isfinite(without.ambulance) & np.isnan(frame.ambulance)
    sooner = without.help - frame.help
    return {
        "sooner_eligible_min": _mean(sooner, sent_to),
        "sooner_attended_min": _mean(sooner, frame.attended),
        "ambulance_later_asked_min": _mean(later, asked),
        "ambulance_later_others_min": _mean(later, ~asked),
        "ambulances_lost": float(lost.sum()),
        **_jobs(frame.jobs, without.jobs),
    }


def _jobs(jobs: Jobs | None, without: Jobs | None) -> dict[str, float]:
    if jobs is None or without is None:
        return {}
    later = jobs.sent - without.sent
    known = np.isfinite(later)
    first = jobs.grade == 1
    return {
        "jobs_later_min": _mean(later, known),
        "jobs_grade1_later_min": _mean(later, known & first),
        "jobs_delayed": float((known & (later >= LATE)).sum()),
        "jobs_grade1_delayed": float((known & first & (later >= LATE)).sum()),
        "jobs_lost": float((np.isfinite(without.sent) & ~np.isfinite(jobs.sent)).sum()),
    }


def _mean(values: Floats, mine: Bools) -> float:
    known = values[mine & np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
