"""Schemes, units and patches as arrays, and which unit takes part in which arm.

A unit that co-responds in one arm and only does police work in another, or that has another rota in
one, is there once for each; all of them have the same name, so that their luck is the same, and an
arm has at most one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

import numpy as np

from outrider.trial.engine.world import LIGHTS, PLAIN, Bools, Duty, Schemes, Units
from outrider.trial.returning import Indices
from outrider.trial.scenario import weeks
from outrider.trial.scenario.scheme_parts import ArmPlan, Scheme, Unit
from outrider.trial.scenario.whole import Parts

_AFTER: Final = 14  # days
_YES_OR_NO: Final = {"live", "police", "needs_release", "needs_pair"}


class Variant(NamedTuple):
    """A unit as it is in some of the arms: its place in the file, which of several alike it is."""

    place: int
    number: int
    shifts: tuple[str, ...]
    responds: bool


class Roster(NamedTuple):
    """`taking_part` is by arm; `names` are in the order of the arrays."""

    units: Units
    taking_part: Mapping[str, Bools]
    names: tuple[str, ...]


def schemes_of(parts: Parts) -> Schemes:
    """The kinds of responders."""
    rows = [_scheme(one) for one in parts.schemes]
    columns: dict[str, Any] = {
        name: np.array([row[name] for row in rows], np.bool_ if name in _YES_OR_NO else np.float64)
        for name in Schemes._fields
    }
    return Schemes(**columns)


def _scheme(one: Scheme) -> dict[str, Any]:
    return {
        "live": one.live, "police": one.kind == "police", "needs_release": one.needs_release,
        "needs_pair": one.needs_pair,
        "release_median": one.release_seconds.median, "release_spread": one.release_seconds.spread,
        "release_refused": one.refused,
        "answer_median": one.answer_seconds.median, "answer_spread": one.answer_seconds.spread,
        "accepts": one.accepts, "silent": one.silent,
        "turnout_median": one.turnout_seconds.median, "turnout_spread": one.turnout_seconds.spread,
        "competent": one.competent, "kit_ready": one.kit_ready,
        "cap": one.cap_minutes * 60 or np.inf,
    }  # fmt: skip


def roster_of(parts: Parts, row_of: Mapping[str, int]) -> Roster:
    """Every unit of every arm. `row_of`: spot or town -> row."""
    by_arm = {arm.name: _variants(parts, arm) for arm in parts.arms}
    every = list(dict.fromkeys(variant for arm in by_arm.values() for variant in arm))
    taking = {
        name: np.array([variant in set(arm) for variant in every], np.bool_)
        for name, arm in by_arm.items()
    }
    return Roster(_units(parts, every, row_of), taking, tuple(_name(parts, one) for one in every))


def _variants(parts: Parts, arm: ArmPlan) -> list[Variant]:
    found = []
    for place, unit in enumerate(parts.units):
        scheme = next(one for one in parts.schemes if one.code == unit.scheme)
        named = not arm.schemes or unit.scheme in arm.schemes
        responds = unit.responds and named and (not unit.only_in or arm.name in unit.only_in)
        if not responds and scheme.kind == "community":
            continue  # without medical calls there is nothing for it to do
        shifts = arm.shifts.get(unit.name, unit.shifts)
        found += [Variant(place, number, shifts, responds) for number in range(unit.count)]
    return found


def _units(parts: Parts, keys: list[Variant], row_of: Mapping[str, int]) -> Units:
    units = [parts.units[key.place] for key in keys]
    codes = [one.code for one in parts.schemes]
    patches = [one.name for one in parts.patches]
    beats = [(list(map(row_of.__getitem__, unit.beat)), _running(unit)) for unit in units]
    return Units(
        whose=np.array([name_number(_name(parts, key)) for key in keys], np.int64),
        scheme=np.array([codes.index(unit.scheme) for unit in units], np.int8),
        responds=np.array([key.responds for key in keys], np.bool_),
        patch=np.array([patches.index(unit.patch) for unit in units], np.int32),
        mode=np.array([LIGHTS if unit.response_driver else PLAIN for unit in units], np.int8),
        crew=np.array([unit.crew for unit in units], np.int8),
        duty=duty_of(
            [key.shifts for key in keys], parts.horizon.days, [key.responds for key in keys]
        ),
        first_point=starts([len(rows) for rows, _ in beats]),
        point_row=np.array([row for rows, _ in beats for row in rows], np.int32),
        point_share=np.array([share for _, shares in beats for share in shares], np.float64),
    )


def _name(parts: Parts, key: Variant) -> str:
    unit = parts.units[key.place]
    return unit.name if unit.count == 1 else f"{unit.name}-{key.number + 1}"


def _running(unit: Unit) -> list[float]:
    shares = np.cumsum(list(unit.beat.values()))
    running: list[float] = (shares / shares[-1]).tolist()
    return running


def duty_of(shifts: list[tuple[str, ...]], days: int, crews: list[bool] | None = None) -> Duty:
    """Windows of duty over the whole run, and for as long after as its last calls may wait.

    `crews`: for whom each shift is a window of its own.
    """
    apart = crews or [False] * len(shifts)
    each = [
        (weeks.crews_over if own else weeks.over)(one, days + _AFTER)
        for one, own in zip(shifts, apart, strict=True)
    ]
    flat = [window for windows in each for window in windows]
    return Duty(
        starts([len(windows) for windows in each]),
        np.array([on for on, _ in flat], np.float64),
        np.array([off for _, off in flat], np.float64),
    )


def starts(lengths: list[int]) -> Indices:
    """Where each part of a joined array begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(np.array(lengths, np.int64)))).astype(np.int32)


def name_number(name: str) -> int:
    """A number that hangs on the name alone."""
    return int.from_bytes(sha256(name.encode()).digest()[:7])
