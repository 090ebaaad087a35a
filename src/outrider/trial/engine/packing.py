"""Arrays of the contract into rows of the loop, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from outrider.trial.ambulances import new_fleet
from outrider.trial.engine.layout import CALL, CAR, JOB, SCHEME, UNIT, Rows, Run
from outrider.trial.engine.record import GATES, NOBODY, Record
from outrider.trial.engine.timers import CAR_ON, UNIT_ON, new_timers, set_timer
from outrider.trial.engine.world import Arm, Calls, Duty, Jobs, Schemes, Units, World
from outrider.trial.returning import Indices

_NEVER = ("accepted", "mobile", "responder", "clear", "estimate", "ambulance_estimate")


def new_run(world: World, calls: Calls, jobs: Jobs, arm: Arm, seed: int) -> Run:
    """Everything before the first event.

    Raises:
        ValueError: calls or jobs out of order, or arrays that do not belong together.
    """
    _check(world, calls, jobs, arm)
    ambulances, rules = world.ambulances, world.rules
    cars = _cars(ambulances.duty, len(ambulances.base))
    units = _units(world.units, arm.taking_part)
    patch_first, patch_unit = _by_patch(world.units.patch, arm.taking_part, jobs.patch)
    timers = new_timers(max(1, len(cars), len(units)))
    run = Run(
        calls=_calls(world, calls, arm.sends), jobs=_jobs(jobs), cars=cars, units=units,
        schemes=_schemes(world.schemes), rules=rules, on=bool(arm.on), seed=int(seed),
        to=world.places.to, column=world.places.column,
        fleet=new_fleet(ambulances.base), bases=ambulances.bases, ways=ambulances.ways,
        divert=ambulances.divert, divert_gain=float(ambulances.divert_gain),
        car_duty=ambulances.duty, unit_duty=world.units.duty,
        point_row=world.units.point_row, point_share=world.units.point_share,
        patch_first=patch_first, patch_unit=patch_unit, timers=timers,
        queue=np.empty(len(calls.received), np.int32), queued=np.zeros(1, np.int32),
        asked=np.empty((len(calls.received), rules.tries), np.int32),
        first_gate=np.zeros(GATES, np.int64),
        waiting=np.full((len(patch_first) - 1, 5), NOBODY, np.int32),
        looked=np.zeros(len(ambulances.bases.column), np.int64), looks=np.zeros(1, np.int64),
    )  # fmt: skip
    _first_windows(run, world, arm.taking_part)
    return run


def _first_windows(run: Run, world: World, part: NDArray[np.bool_]) -> None:
    for duty, kind, takes in (
        (world.ambulances.duty, CAR_ON, np.ones(len(run.cars), np.bool_)),
        (world.units.duty, UNIT_ON, part),
    ):
        for index in np.flatnonzero(takes & (np.diff(duty.first) > 0)):
            set_timer(run.timers, kind, int(index), max(0.0, float(duty.on[duty.first[index]])))


def _check(world: World, calls: Calls, jobs: Jobs, arm: Arm) -> None:
    for name, times in (("Calls", calls.decided), ("Jobs", jobs.received)):
        if (np.diff(times) < 0).any():
            raise ValueError(f"{name} must be in the order in which they come.")
        if len(times) and times[0] < 0:
            raise ValueError(f"{name} must not come before the start of the run.")
    if len(arm.sends) != len(calls.decided):
        raise ValueError("The arm says for another number of calls whether the rules send.")
    if len(arm.taking_part) != len(world.units.whose):
        raise ValueError("The arm says for another number of units whether they take part.")
    if not 0 <= world.rules.tries <= 100:
        raise ValueError(f"From 0 to 100 units may be asked for a call, not {world.rules.tries}.")
    if world.rules.period <= 0:
        raise ValueError("The period of a beat must be longer than 0 seconds.")


def _calls(world: World, calls: Calls, sends: NDArray[np.int8]) -> Rows:
    rows = np.zeros(len(calls.received), CALL)
    for name in (
        "received", "decided", "row", "priority", "mode", "leg", "mobilise", "responder_pace",
    ):  # fmt: skip
        rows[name] = getattr(calls, name)
    rows["sends"] = sends
    rows["pace"] = calls.ambulance_pace
    conveyed = calls.hospital >= 0
    rows["kept"] = calls.scene + np.where(conveyed, calls.convey + calls.handover, 0.0)
    rows["leaves"] = np.where(conveyed, calls.hospital, world.places.column[calls.row])
    rows["leave_leg"] = np.where(conveyed, 0.0, calls.leg)
    rows["not_wanted"] = calls.decided + calls.not_wanted
    for name in ("allocated", "ambulance", "due", *_NEVER):
        rows[name] = np.inf
    for name in ("vehicle", "mission", "unit"):
        rows[name] = NOBODY
    return rows


def _jobs(jobs: Jobs) -> Rows:
    rows = np.zeros(len(jobs.received), JOB)
    for name in jobs._fields:
        rows[name] = getattr(jobs, name)
    for name in ("sent", "reached"):
        rows[name] = np.inf
    for name in ("unit", "after"):
        rows[name] = NOBODY
    return rows


def _cars(duty: Duty, ambulances: int) -> Rows:
    rows = np.zeros(ambulances, CAR)
    rows["pace"] = 1.0
    rows["off_at"] = -np.inf
    rows["on"] = NOBODY
    rows["window"] = duty.first[:-1]
    rows["windows_end"] = duty.first[1:]
    return rows


def _units(units: Units, part: NDArray[np.bool_]) -> Rows:
    rows = np.zeros(len(units.whose), UNIT)
    for name in ("whose", "scheme", "responds", "patch", "mode", "crew"):
        rows[name] = getattr(units, name)
    rows["part"] = part
    rows["pace"] = 1.0
    rows["off_at"] = -np.inf
    rows["period"] = NOBODY
    rows["job"] = rows["lease"] = NOBODY
    rows["window"] = rows["windows_first"] = units.duty.first[:-1]
    rows["windows_end"] = units.duty.first[1:]
    rows["point"], rows["points_end"] = units.first_point[:-1], units.first_point[1:]
    return rows


def _schemes(schemes: Schemes) -> Rows:
    rows = np.zeros(len(schemes.live), SCHEME)
    for name in SCHEME.names or ():
        rows[name] = getattr(schemes, name)
    return rows


def _by_patch(patch: Indices, part: NDArray[np.bool_], of_jobs: Indices) -> tuple[Indices, Indices]:
    """Where each patch begins, and the units of all patches, one patch after another."""
    patches = 1 + max(int(patch.max(initial=-1)), int(of_jobs.max(initial=-1)))
    unit = np.flatnonzero(part & (patch >= 0))
    unit = unit[np.argsort(patch[unit], kind="stable")]
    first = np.searchsorted(patch[unit], np.arange(patches + 1))
    return first.astype(np.int32), unit.astype(np.int32)


def write(run: Run, record: Record) -> None:
    """What the run found out."""
    for name in (
        "allocated", "ambulance", "vehicle", "diverted", "stage", "why", "tried", "unit",
        "accepted", "mobile", "responder", "clear", "estimate", "ambulance_estimate",
        "recalled", "spent", "live",
    ):  # fmt: skip
        getattr(record, name)[:] = run.calls[name]
    for name in ("sent", "reached", "unit", "medical", "left"):
        getattr(record, f"job_{name}")[:] = run.jobs[name]
    record.first_gate[:] = run.first_gate
