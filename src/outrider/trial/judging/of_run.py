"""What a run of the full model wrote -> frame, so that one code judges a run and a live scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.trial.engine import world as w
from outrider.trial.engine.record import NOBODY, Record, Why
from outrider.trial.engine.record import Stage as RunStage
from outrider.trial.judging.frame import (
    AMBULANCE_FIRST,
    HOURS_A_WEEK,
    UNKNOWN,
    Bools,
    Floats,
    Frame,
    Jobs,
    Words,
    framed,
)
from outrider.trial.judging.slicing import some, some_jobs

REASONS: Final[dict[Why, str]] = {
    Why.NONE: "",
    Why.RULES: "not_eligible",
    Why.NO_AMBULANCE: "no-ambulance",
    Why.NOBODY_FITS: "nobody-fits",
    Why.NOT_RELEASED: "owner-refused",
    Why.DECLINED: "crew-declined",
    Why.NO_ANSWER: "crew-silent",
    Why.AMBULANCE_FIRST: AMBULANCE_FIRST,
    Why.NOT_WANTED: "not-wanted",
    Why.RECALLED: "called-back",
}
_REASON: Final = np.array([REASONS[why] for why in Why])


Numbers: TypeAlias = NDArray[np.integer[Any]]


class About(Protocol):
    """What is known of each call besides what the run reads. Yes-or-no: 1, 0 and -1 (not known).

    `counted`: not of the warm-up.
    """

    @property
    def category(self) -> Words: ...
    @property
    def complaint(self) -> Words: ...
    @property
    def condition(self) -> Words: ...
    @property
    def rural(self) -> Bools: ...
    @property
    def age(self) -> Words: ...
    @property
    def witnessed(self) -> Numbers: ...
    @property
    def shockable(self) -> Numbers: ...
    @property
    def bystander(self) -> Numbers: ...
    @property
    def counted(self) -> Bools: ...


class Drawn(Protocol):
    """One replication's calls and police jobs: the same for every arm."""

    @property
    def calls(self) -> w.Calls: ...
    @property
    def jobs(self) -> w.Jobs: ...
    @property
    def about(self) -> About: ...


class Setting(Protocol):
    """What all replications share. `schemes`: names, in the order of `world.schemes`.

    `seconds` from `start`; the first `warm_up` of them fill the streets and are not judged.
    """

    @property
    def world(self) -> w.World: ...
    @property
    def start(self) -> datetime: ...
    @property
    def seconds(self) -> float: ...
    @property
    def warm_up(self) -> float: ...
    @property
    def schemes(self) -> tuple[str, ...]: ...


def of_run(drawn: Drawn, arm: w.Arm, record: Record, setting: Setting, pack: str = "") -> Frame:
    """The calls and jobs of one run as a frame, without those of the warm-up."""
    n, calls = len(record.stage), drawn.calls
    frame = framed(
        setting.start + timedelta(seconds=setting.warm_up),
        setting.start + timedelta(seconds=setting.seconds),
        n,
        pack=np.full(n, pack, np.str_),
        **_came(calls, setting),
        **_about(drawn.about),
        **_far(arm, record),
        **_clocks(calls, record),
        **_police(record, setting),
    )
    jobs = _jobs(drawn.jobs, record, setting.warm_up)
    judged = replace(frame, jobs=jobs, simulated=True)
    return some(judged, calls.received >= setting.warm_up) if setting.warm_up else judged


def _came(calls: w.Calls, setting: Setting) -> dict[str, Any]:
    start = setting.start
    since_monday = start.weekday() * 24 + start.hour + start.minute / 60 + start.second / 3600
    hour = np.floor(since_monday + calls.received / 3600) % HOURS_A_WEEK
    return {"at": (calls.received - setting.warm_up) / 60, "hour": hour}


def _about(about: About) -> dict[str, Any]:
    same = ("category", "complaint", "condition", "age", "witnessed", "shockable", "bystander")
    return {**{name: getattr(about, name) for name in same}, "town": ~np.asarray(about.rural)}


def _far(arm: w.Arm, record: Record) -> dict[str, Any]:
    reason = _REASON[record.why]
    if not arm.on:
        reason = np.full(len(reason), "no-scheme")
    reason = np.where(record.stage == RunStage.ATTENDED, "", reason)
    # the rules would send to the same calls where the scheme is off: arms share their denominator
    off = (arm.sends > 0) & (record.stage == RunStage.NOT_ELIGIBLE)
    stage = np.where(off & (not arm.on), RunStage.NOT_ASKED, record.stage)
    return {"stage": stage, "reason": reason, "tries": record.tried}


def _clocks(calls: w.Calls, record: Record) -> dict[str, Any]:
    """Seconds of the run -> minutes of the call; what never came is not a time."""
    received = calls.received

    def since(at: Floats) -> Floats:
        return np.asarray(_known(at - received) / 60)

    return {
        "responder": since(record.responder),
        "ambulance": since(record.ambulance),
        "allocated": since(record.allocated),
        "accepted": since(record.accepted),
        "clear": since(record.clear),
        # reckoned at the choice, which is made when an ambulance is looked for
        "estimate": since(record.estimate + calls.decided),
        "ambulance_estimate": since(record.ambulance_estimate + calls.decided),
        "diverted": record.diverted,
    }


def _police(record: Record, setting: Setting) -> dict[str, Any]:
    units, schemes = setting.world.units, setting.world.schemes
    asked = record.unit != NOBODY
    unit = np.where(asked, record.unit, 0)
    scheme = units.scheme[unit]
    accepted = np.isfinite(record.accepted)
    police = asked & schemes.police[scheme] & accepted
    sent = record.recalled + (accepted & (record.why != Why.RECALLED))
    return {
        "scheme": np.where(asked, np.array(setting.schemes)[scheme], ""),
        "crew": np.where(asked, units.crew[unit], UNKNOWN),
        "minutes": np.where(police, record.spent / 60, 0.0),
        "police_units": police,
        "recalled": np.where(asked & schemes.police[scheme], record.recalled, 0),
        "sent": sent,
        "sent_live": np.where(accepted & (record.live == 0), np.maximum(0, sent - 1), sent),
    }


def _jobs(jobs: w.Jobs, record: Record, warm_up: float) -> Jobs:
    made = Jobs(
        received=(jobs.received - warm_up) / 60,
        grade=jobs.grade.astype(np.int64),
        patch=jobs.patch.astype(np.int64),
        sent=np.asarray(_known(record.job_sent - jobs.received) / 60),
        reached=np.asarray(_known(record.job_reached - jobs.received) / 60),
        medical_open=record.job_medical.astype(np.bool_),
    )
    return some_jobs(made, made.received >= 0) if warm_up else made


def _known(at: Floats) -> Floats:
    return np.where(np.isfinite(at), at, np.nan)
