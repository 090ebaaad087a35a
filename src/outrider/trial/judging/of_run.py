"""What a run of the full model wrote -> frame, so that one code judges a run and a live scheme."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import numpy as np

from outrider.trial.engine import world as w
from outrider.trial.engine.record import NOBODY, Record, Why
from outrider.trial.engine.record import Stage as RunStage
from outrider.trial.judging.frame import (
    HOURS_A_WEEK,
    UNKNOWN,
    Bools,
    Floats,
    Frame,
    Ints,
    Jobs,
    Words,
    framed,
)

REASONS: Final[dict[Why, str]] = {
    Why.NONE: "",
    Why.RULES: "not_eligible",
    Why.NO_AMBULANCE: "no-ambulance",
    Why.NOBODY_FITS: "nobody-free",
    Why.NOT_RELEASED: "owner-refused",
    Why.DECLINED: "crew-declined",
    Why.NO_ANSWER: "crew-silent",
    Why.AMBULANCE_FIRST: "ambulance-first",
    Why.NOT_WANTED: "not-wanted",
    Why.RECALLED: "called-back",
}
_REASON: Final = np.array([REASONS[why] for why in Why])


class About(Protocol):
    """What is known of each call besides what the run reads. Yes-or-no: 1, 0 and -1 (not known)."""

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
    def witnessed(self) -> Ints: ...
    @property
    def shockable(self) -> Ints: ...
    @property
    def bystander(self) -> Ints: ...


class Drawn(Protocol):
    """One replication's calls and police jobs."""

    @property
    def calls(self) -> w.Calls: ...
    @property
    def jobs(self) -> w.Jobs: ...
    @property
    def about(self) -> About: ...


class Setting(Protocol):
    """What all replications share. `schemes`: names, in the order of `world.schemes`."""

    @property
    def world(self) -> w.World: ...
    @property
    def start(self) -> datetime: ...
    @property
    def seconds(self) -> float: ...
    @property
    def schemes(self) -> tuple[str, ...]: ...


def of_run(drawn: Drawn, arm: w.Arm, record: Record, setting: Setting, pack: str = "") -> Frame:
    """The calls and jobs of one run as a frame. Nothing is drawn and nothing is left out."""
    n = len(record.stage)
    return framed(
        setting.start,
        setting.start + timedelta(seconds=setting.seconds),
        n,
        jobs=_jobs(drawn.jobs, record),
        pack=np.full(n, pack, np.str_),
        **_came(drawn.calls, setting.start),
        **_about(drawn.about),
        **_far(arm, record),
        **_clocks(drawn.calls.received, record),
        **_police(record, setting),
    )


def _came(calls: w.Calls, start: datetime) -> dict[str, Any]:
    since_monday = start.weekday() * 24 + start.hour + start.minute / 60 + start.second / 3600
    hour = np.floor(since_monday + calls.received / 3600) % HOURS_A_WEEK
    return {"at": calls.received / 60, "hour": hour}


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


def _clocks(received: Floats, record: Record) -> dict[str, Any]:
    """Seconds of the run -> minutes of the call; what never came is not a time."""

    def since(at: Floats) -> Floats:
        return np.asarray(_known(at - received) / 60)

    return {
        "responder": since(record.responder),
        "ambulance": since(record.ambulance),
        "allocated": since(record.allocated),
        "accepted": since(record.accepted),
        "clear": since(record.clear),
        "estimate": _known(record.estimate) / 60,
        "ambulance_estimate": _known(record.ambulance_estimate) / 60,
        "diverted": record.diverted,
    }


def _police(record: Record, setting: Setting) -> dict[str, Any]:
    units, schemes = setting.world.units, setting.world.schemes
    asked = record.unit != NOBODY
    unit = np.where(asked, record.unit, 0)
    scheme = units.scheme[unit]
    accepted = np.isfinite(record.accepted)
    police = asked & schemes.police[scheme] & accepted
    spent = _known(record.clear) - np.where(accepted, record.accepted, 0.0)
    return {
        "scheme": np.where(asked, np.array(setting.schemes)[scheme], ""),
        "crew": np.where(asked, units.crew[unit], UNKNOWN),
        "minutes": np.where(police, np.nan_to_num(spent) / 60, 0.0),
        "police_units": police,
        "recalled": police & (record.why == Why.RECALLED),
        "sent": accepted,
        "sent_live": accepted & (record.live == 1),
    }


def _jobs(jobs: w.Jobs, record: Record) -> Jobs:
    return Jobs(
        received=jobs.received / 60,
        grade=jobs.grade.astype(np.int64),
        patch=jobs.patch.astype(np.int64),
        sent=np.asarray(_known(record.job_sent - jobs.received) / 60),
        reached=np.asarray(_known(record.job_reached - jobs.received) / 60),
        medical_open=record.job_medical.astype(np.bool_),
    )


def _known(at: Floats) -> Floats:
    return np.where(np.isfinite(at), at, np.nan)
