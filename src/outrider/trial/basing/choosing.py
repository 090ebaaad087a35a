"""The best places by the measure asked for, on calls that the simulation drew."""

from __future__ import annotations

import numpy as np

from outrider.roads.values import Driving
from outrider.trial.basing.question import Question, checked, units_of
from outrider.trial.building import Built
from outrider.trial.building.assembling import spot_nodes
from outrider.trial.placement import (
    Goal,
    Placement,
    PlacementError,
    place_for_least_time,
    place_to_cover,
    place_to_cover_when_busy,
    place_to_gain,
)
from outrider.trial.placement.asking import Answer
from outrider.trial.placement.listing import Listed
from outrider.trial.placement.values import Floats, Ints
from outrider.trial.running.ready import ready_of

STOP_AFTER = 60.0
"""Seconds after which the solver answers with what it has, and how far it may be from the best."""


def chosen(built: Built, asked: Question) -> Answer:
    """The places and their proof. Times are from the police side's knowing to the patient's door:
    release, answer and turnout as the scheme has them (medians), and the drive.

    Raises:
        PlacementError: the question makes no sense, or no call would be sent to.
    """
    checked(asked, built.scenario)
    weight, ambulance = demand_of(built, asked)
    there = np.flatnonzero(weight)
    if not len(there):
        raise PlacementError(
            f"In {asked.learn} replications the rules of “{asked.arm}” would send to no call: "
            "there is nothing to place units for."
        )
    points = _listed(built, there, weight)
    sites = _sites(built, asked)
    seconds = _seconds(built, asked, sites, points)
    placed = _placed(weight[there], seconds, ambulance[there], asked)
    bases = np.array(placed.sites)
    nearest = bases[seconds[:, bases].argmin(axis=1)]
    return Answer(points, sites, placed, tuple(nearest.tolist()))


def demand_of(built: Built, asked: Question) -> tuple[Floats, Floats]:
    """(points,) calls that the rules would send to, and seconds to their ambulance in the mean.

    From the first replications, in the arm without the scheme (else in the arm asked for): what a
    unit would be measured against.
    """
    model = ready_of(built)
    off = [name for name in built.arms if not built.scenario.plan(name).on]
    base = off[0] if off else asked.arm
    n = len(built.points.node)
    calls, total, timed = np.zeros(n), np.zeros(n), np.zeros(n)
    for number in range(asked.learn):
        drawn = model.draw(number)
        sends = model.arm(asked.arm, drawn).sends > 0
        arm = model.arm(base, drawn)
        record = model.run(number, drawn, arm)
        waited = record.ambulance - drawn.calls.received
        mine = sends & drawn.about.counted
        known = mine & np.isfinite(waited)
        calls += np.bincount(drawn.calls.row[mine], minlength=n)[:n]
        timed += np.bincount(drawn.calls.row[known], minlength=n)[:n]
        total += np.bincount(drawn.calls.row[known], weights=waited[known], minlength=n)[:n]
    mean = np.divide(total, timed, out=np.zeros(n), where=timed > 0)
    return np.where(timed > 0, calls, 0.0), mean


def _at(built: Built, node: Ints) -> tuple[Floats, Floats]:
    roads = built.network
    return np.asarray(roads.lat[node], np.float64), np.asarray(roads.lon[node], np.float64)


def _listed(built: Built, there: Ints, weight: Floats) -> Listed:
    node = np.asarray(built.points.node, np.int64)[there]
    lat, lon = _at(built, node)
    names = tuple(f"{a:.4f}, {b:.4f}" for a, b in zip(lat, lon, strict=True))
    return Listed(names, lat, lon, node, {"weight": weight[there]})


def _sites(built: Built, asked: Question) -> Listed:
    nodes = spot_nodes(built.scenario, built.network)
    node = np.array([nodes[name] for name in asked.places], np.int64)
    lat, lon = _at(built, node)
    return Listed(asked.places, lat, lon, node, {})


def _seconds(built: Built, asked: Question, sites: Listed, points: Listed) -> Floats:
    """(points, sites)."""
    scenario = built.scenario
    scheme = next(one for one in scenario.parts.schemes if one.code == asked.scheme)
    units = units_of(scenario, asked.arm, asked.scheme)
    lights = all(unit.response_driver for unit in units)
    driving = Driving.RESPONSE if lights else Driving.NORMAL
    nodes = [one.nodes.astype(np.int32) for one in (sites, points)]
    table = built.network.table(nodes[0], nodes[1], driving)
    release = scheme.release_seconds.median if scheme.needs_release else 0.0
    ready = release + scheme.answer_seconds.median + scheme.turnout_seconds.median
    drive = np.asarray(table.T, np.float64) * scenario.parts.rules.pace
    return np.ascontiguousarray(drive + ready)


def _placed(weight: Floats, seconds: Floats, ambulance: Floats, q: Question) -> Placement:
    within = q.minutes * 60
    match q.goal:
        case Goal.COVER:
            return place_to_cover(weight, seconds, q.units, within, STOP_AFTER)
        case Goal.EXPECTED:
            return place_to_cover_when_busy(weight, seconds, q.units, within, q.busy, STOP_AFTER)
        case Goal.MEDIAN:
            return place_for_least_time(weight, seconds, q.units, STOP_AFTER)
        case Goal.GAIN:
            return place_to_gain(weight, seconds, q.units, ambulance, STOP_AFTER)
