"""What is drawn from: rates by hour, shares as running sums, medians and spreads, as arrays."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from outrider.domain.coresponse.rules import AGE_BANDS, Pack
from outrider.roads import Network
from outrider.trial.demand.columns import Names
from outrider.trial.demand.imported import CallList
from outrider.trial.demand.points import DemandPoints
from outrider.trial.engine.world import Bools, Bytes
from outrider.trial.returning import Floats, Indices
from outrider.trial.scenario import Fault, Scenario, ScenarioError
from outrider.trial.scenario.demand_parts import Category, Demand
from outrider.trial.scenario.kinds import Spot, Time
from outrider.trial.scenario.weeks import HOURS

WEEKS_A_YEAR = 365.25 / 7
KM = 111.195  # of a degree of latitude
MOST_AN_HOUR = 500


class CallSetup(NamedTuple):
    """Of medical calls. `rate` is (categories, 168), calls an hour. Times are (median, spread).

    `complaint` and `ages` are running shares, (categories, complaints) and (points, bands).
    `hospital` and `convey` are by row; points are the first rows.
    """

    rate: Floats
    priority: Bytes
    mode: Bytes
    triage: Floats
    conveyed: Floats
    not_wanted: Floats
    not_wanted_after: Floats
    complaint: Floats
    flags: Floats
    place: Floats
    ages: Floats
    rural: Bools
    arrest: int
    arrest_shares: Floats
    mobilise: Floats
    leg: Floats
    scene: Floats
    handover: Floats
    pace: Floats  # (categories,), of ambulances
    pace_hours: Floats
    pace_spread: float
    responder_pace: float
    responder_spread: float
    hospital: Indices
    convey: Floats


class JobSetup(NamedTuple):
    """Of police jobs and fire calls, a line a patch and grade. `rate` is (lines, 168) an hour.

    `row[first[i]:first[i + 1]]` are the places of line i, `share` their running shares.
    """

    patch: Indices
    grade: Bytes
    rate: Floats
    length: Floats
    first: Indices
    row: Indices
    share: Floats


class Setup(NamedTuple):
    """Everything that a replication is drawn from."""

    seed: int
    hours: int
    warm_up: float
    names: Names
    calls: CallSetup
    jobs: JobSetup
    listed: CallList | None
    listed_row: Indices  # of each call of the list


def setup_of(
    scenario: Scenario, network: Network, points: DemandPoints, made: Any, pack: Pack,
    listed: CallList | None,
) -> Setup:  # fmt: skip
    """The arrays of a scenario's demand; `made` is what `assembled` gave."""
    parts = scenario.parts
    names = Names(
        tuple(one.name for one in parts.demand.categories), tuple(pack.complaints),
        tuple(str(one.condition) for one in pack.complaints.values()),
        tuple(AGE_BANDS), tuple(flag for flag in pack.flags if flag in parts.demand.flags),
    )  # fmt: skip
    return Setup(
        seed=parts.seed, hours=parts.horizon.days * 24, warm_up=parts.horizon.warm_up_hours * 3600,
        names=names, calls=_calls(scenario, points, made, names),
        jobs=_jobs(scenario, network, points, made), listed=listed, listed_row=points.of,
    )  # fmt: skip


def _calls(scenario: Scenario, points: DemandPoints, made: Any, names: Names) -> CallSetup:
    demand, fleet = scenario.parts.demand, scenario.parts.ambulances
    kinds = demand.categories
    arrests = demand.arrests
    return CallSetup(
        rate=np.outer([one.a_year / WEEKS_A_YEAR for one in kinds], weekly_shape(demand)),
        priority=np.array([one.priority for one in kinds], np.int8),
        mode=np.array([0 if one.lights else 1 for one in kinds], np.int8),
        triage=_times([one.triage_seconds for one in kinds]),
        conveyed=np.array([one.conveyed for one in kinds]),
        not_wanted=np.array([one.not_wanted for one in kinds]),
        not_wanted_after=_time(demand.not_wanted_minutes, 60),
        complaint=np.array([_mix(one, names) for one in kinds]),
        flags=np.array([demand.flags.get(name, 0.0) for name in names.flag]),
        place=running(points.weight), ages=running(points.ages), rural=points.rural,
        arrest=names.complaint.index(arrests.complaint),
        arrest_shares=np.array([arrests.witnessed, arrests.shockable, arrests.bystander_cpr]),
        mobilise=_time(fleet.mobilise_seconds), leg=_time(fleet.reach_patient_seconds),
        scene=_times([fleet.scene_left_minutes, fleet.scene_conveyed_minutes], 60),
        handover=_time(fleet.handover_minutes, 60),
        pace=np.array([fleet.pace.lights if one.lights else fleet.pace.plain for one in kinds]),
        pace_hours=np.array(fleet.pace.hours), pace_spread=fleet.pace.spread,
        responder_pace=scenario.parts.rules.pace, responder_spread=scenario.parts.rules.pace_spread,
        hospital=made.hospital, convey=made.convey,
    )  # fmt: skip


def weekly_shape(demand: Demand) -> Floats:
    """(168,): share of a week's calls in each hour from Monday 00:00."""
    hours = demand.hours
    days = [hours.weekday] * 5 + [hours.saturday or hours.weekday, hours.sunday or hours.weekday]
    shape = np.array([np.array(day) / sum(day) for day in days])
    shape *= np.array(hours.days)[:, None]
    return np.asarray((shape / shape.sum()).ravel())


def _mix(category: Category, names: Names) -> Floats:
    return running(np.array([category.complaints.get(name, 0.0) for name in names.complaint]))


def running(shares: Floats) -> Floats:
    """Running sums along the last axis; the last is 1."""
    sums = np.cumsum(shares, axis=-1)
    return np.asarray(sums / sums[..., -1:])


def _time(time: Time, unit: float = 1.0) -> Floats:
    return np.array([time.median * unit, time.spread])


def _times(times: list[Time], unit: float = 1.0) -> Floats:
    return np.array([_time(one, unit) for one in times])


def _jobs(scenario: Scenario, network: Network, points: DemandPoints, made: Any) -> JobSetup:
    parts = scenario.parts
    spots: list[Spot] = [*parts.places.towns, *parts.spots]
    named = {one.name: (one.lat, one.lon) for one in spots}
    patch, grade, rate, length, rows, shares = [], [], [], [], [], []
    for number, one in enumerate(parts.patches):
        near = _near(network, points, named[one.at], one.within_km)
        shape = np.tile(np.array(one.hours) / sum(one.hours), 7)
        for work in one.work:
            patch.append(number)
            grade.append(work.grade)
            rate.append(shape * work.a_day)
            length.append(_time(work.minutes, 60))
            rows.append(near)
            shares.append(running(points.weight[near]))
    first = np.concatenate(([0], np.cumsum([len(each) for each in rows]))).astype(np.int32)
    return JobSetup(
        np.array(patch, np.int32), np.array(grade, np.int8),
        np.array(rate, np.float64).reshape(-1, HOURS), np.array(length, np.float64).reshape(-1, 2),
        first, np.concatenate([np.empty(0, np.int32), *rows]).astype(np.int32),
        np.concatenate([np.empty(0), *shares]),
    )  # fmt: skip


def _near(network: Network, points: DemandPoints, at: tuple[float, float], km: float) -> Indices:
    """Demand points within so many kilometres; the nearest one if there is none."""
    lat, lon = network.lat[points.node], network.lon[points.node]
    away = np.hypot(lat - at[0], (lon - at[1]) * np.cos(np.radians(at[0]))) * KM
    return np.flatnonzero(away <= max(km, away.min())).astype(np.int32)


def check_rates(scenario: Scenario, setup: Setup) -> None:
    """No hour is so busy that its draw would not be exact.

    Raises:
        ScenarioError: one is.
    """
    rates = (("calls", ("demand",), setup.calls.rate), ("jobs", ("patches",), setup.jobs.rate))
    for what, key, rate in rates:
        most = float(rate.max(initial=0.0))
        if most > MOST_AN_HOUR:
            wrong = f"There are {most:,.0f} {what} of one kind in the busiest hour."
            remedy = f"At most {MOST_AN_HOUR} can be drawn. Check the number a year and the hours."
            raise ScenarioError(None, [Fault(scenario.lines.of(key), wrong, remedy)])
