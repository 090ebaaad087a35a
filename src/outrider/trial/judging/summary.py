"""One run in some forty numbers, and many runs together: what streams while replications run.

Of the whole run alone: `running.summary` adds the counts and clocks of groups of calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from outrider.trial.judging.estimates import Estimate
from outrider.trial.judging.findings.groups import arrests, eligible
from outrider.trial.judging.findings.police import officer_minutes
from outrider.trial.judging.findings.substitution import lateness_of
from outrider.trial.judging.findings.survival import models_say
from outrider.trial.judging.frame import Floats, Frame, Jobs, Stage
from outrider.trial.judging.intervals import of_mean
from outrider.trial.judging.plan import Plan, packaged_plan


def summary(frame: Frame, plan: Plan | None = None) -> dict[str, float]:
    """The run's figures by name; NaN where there is nothing to take a mean of. Minutes, hours.

    Names end in what they are: `_min` mean minutes, `_p90_min` 90th centile, `_share` 0 to 1,
    `_hours`; the others are counts. `ambulance_later_min` is NaN in a single simulated arm, which
    cannot tell: arms beside each other do, call by call (`beside`).
    """
    plan = plan or packaged_plan()
    return {
        **_flow(frame),
        **_clocks(frame),
        **_gains(frame),
        **_police(frame),
        **_jobs(frame.jobs),
        "ambulance_later_min": lateness_of(frame, plan),
        **_survivors(frame, plan),
    }


def _flow(frame: Frame) -> dict[str, float]:
    came = frame.stage != Stage.CAME_ACROSS
    reached = {
        name: int((came & (frame.stage >= stage)).sum())
        for name, stage in (
            ("calls", Stage.NOT_ELIGIBLE), ("eligible", Stage.NOT_ASKED), ("asked", Stage.ASKED),
            ("offered", Stage.OFFERED), ("mobilised", Stage.MOBILISED),
            ("attended", Stage.ATTENDED),
        )
    }  # fmt: skip
    paired = frame.paired
    first = int((frame.responder[paired] < frame.ambulance[paired]).sum())
    return {
        **{name: float(count) for name, count in reached.items()},
        "first": float(first),
        "first_share": _share(first, int(paired.sum())),
        "never_arrived_share": _share(
            reached["mobilised"] - reached["attended"], reached["mobilised"]
        ),
        "recalled": float(frame.recalled.sum()),
        "stood_down": float(((frame.stage == Stage.MOBILISED) & (frame.recalled == 0)).sum()),
        "diverted": float(frame.diverted.sum()),
        "no_ambulance": float((~np.isfinite(frame.ambulance)).sum()),
    }


def _clocks(frame: Frame) -> dict[str, float]:
    timed = np.isfinite(frame.ambulance)
    sent_to, help_ = eligible(frame) & timed, frame.help
    groups = {
        "all": timed, "eligible": sent_to, "c1": timed & (frame.category == "C1"),
        "c2": timed & (frame.category == "C2"), "rural": sent_to & frame.rural,
        "town": sent_to & frame.town,
    }  # fmt: skip
    found: dict[str, float] = {}
    for name, mine in groups.items():
        for clock, times in (("help", help_[mine]), ("ambulance", frame.ambulance[mine])):
            found[f"{clock}_{name}_min"] = _mean(times)
            found[f"{clock}_{name}_p90_min"] = _p90(times)
    return found


def _gains(frame: Frame) -> dict[str, float]:
    paired, gain = frame.paired, np.nan_to_num(frame.gain)
    total = float(gain[paired].sum())
    mobilised = int((paired | (frame.stage == Stage.MOBILISED)).sum())
    return {
        "gain_min": _mean(gain[paired]),
        "gain_hours": total / 60,
        "gain_rural_min": _mean(gain[paired & frame.rural]),
        "gain_town_min": _mean(gain[paired & frame.town]),
        "gain_arrests_min": _mean(gain[paired & arrests(frame)]),
        "gain_per_mobilised_min": _share(total, mobilised),
        "gain_per_eligible_min": _share(total, int(eligible(frame).sum())),
        "difference_min": _mean((frame.ambulance - frame.responder)[paired]),
        "arrests_attended": float((paired & arrests(frame)).sum()),
    }


def _police(frame: Frame) -> dict[str, float]:
    minutes = officer_minutes(frame)
    hours, attended = float(minutes.sum()) / 60, int(frame.attended.sum())
    return {
        "officer_hours": hours,
        "officer_hours_in_vain": float(minutes[~frame.attended].sum()) / 60,
        "officer_hours_per_attendance": _share(hours, attended),
    }


def _jobs(jobs: Jobs | None) -> dict[str, float]:
    """Waits of police jobs: for any unit to be sent, and until it was there."""
    if jobs is None:
        return {}
    found = {"jobs": float(jobs.n), "jobs_medical_open": float(jobs.medical_open.sum())}
    for name, mine in (("jobs", np.ones(jobs.n, np.bool_)), ("jobs_grade1", jobs.grade == 1)):
        for what, times in (("wait", jobs.sent), ("reached", jobs.reached)):
            found[f"{name}_{what}_min"] = _mean(times[mine & np.isfinite(times)])
        found[f"{name}_never_reached"] = float((mine & ~np.isfinite(jobs.reached)).sum())
    return found


def _survivors(frame: Frame, plan: Plan) -> dict[str, float]:
    """More survivors by each model that applies: a band, to be shown as one."""
    return {f"survivors_{each.model.key}": each.survivors for each in models_say(frame, plan)}


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else nan


def _p90(values: Floats) -> float:
    """The 90th centile, without sorting everything."""
    if not len(values):
        return nan
    place = 0.9 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    parts = np.partition(values, (low, high))
    return float(parts[low] + (place - low) * (parts[high] - parts[low]))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else nan


@dataclass(frozen=True, slots=True)
class Across:
    """A figure over replications: its mean with Student's interval, and where 95 % of them lie.

    The interval says how sure the mean is and shrinks with more replications; `low` to `high` is
    what one such period may bring, and does not.
    """

    mean: Estimate
    low: float
    high: float


def across(summaries: Iterable[Mapping[str, float]]) -> dict[str, Across]:
    """Every figure over all replications that have it."""
    rows = list(summaries)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: _over([row.get(name, nan) for row in rows]) for name in names}


def between(
    with_: Sequence[Mapping[str, float]], without: Sequence[Mapping[str, float]]
) -> dict[str, Across]:
    """Paired differences of two arms, replication by replication: the first less the second.

    Raises:
        ValueError: not as many of the one as of the other.
    """
    if len(with_) != len(without):
        raise ValueError(f"{len(with_)} replications cannot be paired with {len(without)}.")
    rows = [
        {name: a[name] - b[name] for name in a if name in b}
        for a, b in zip(with_, without, strict=True)
    ]
    return across(rows)


def _over(values: Sequence[float]) -> Across:
    known = np.array([value for value in values if np.isfinite(value)], dtype=np.float64)
    if not len(known):
        return Across(Estimate(None, None, 0), nan, nan)
    interval = of_mean(known) if len(known) > 1 else None
    low, high = (float(end) for end in np.quantile(known, (0.025, 0.975)))
    return Across(Estimate(float(known.mean()), interval, len(known)), low, high)
