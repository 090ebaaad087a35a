"""From files and roads to an answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from outrider.roads.network import Network
from outrider.roads.values import Driving
from outrider.trial.placement.errors import PlacementError
from outrider.trial.placement.goals import (
    place_for_least_time,
    place_to_cover,
    place_to_cover_when_busy,
    place_to_gain,
)
from outrider.trial.placement.listing import Listed, listed
from outrider.trial.placement.values import Floats, Goal, Placement


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the files; minutes and busy count where the goal has them."""

    goal: Goal
    units: int
    minutes: float
    busy: float
    driving: Driving
    ambulances: Path | None
    stop: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The places of the files, in their order, and what was found."""

    demand: Listed
    sites: Listed
    placed: Placement
    nearest: tuple[int, ...]
    """For each demand point the site, of those chosen, from which it is soonest reached."""


def answered(demand: Path, sites: Path, network: Network, question: Question) -> Answer:
    """Reads, drives and places; raises PlacementError or RoadsError."""
    own_column = question.goal is Goal.GAIN and question.ambulances is None
    columns = ("weight", "ambulance_minutes") if own_column else ("weight",)
    points = listed(demand, network, columns)
    bases = listed(sites, network)
    seconds = _seconds(network, bases, points, question.driving)
    ambulance = _ambulance(network, points, question) if question.goal is Goal.GAIN else None
    placed = _placed(points.numbers["weight"], seconds, ambulance, question)
    chosen = np.array(placed.sites)
    nearest = chosen[seconds[:, chosen].argmin(axis=1)]
    return Answer(points, bases, placed, tuple(nearest.tolist()))


def _seconds(network: Network, bases: Listed, points: Listed, driving: Driving) -> Floats:
    table = network.table(bases.nodes.astype(np.int32), points.nodes.astype(np.int32), driving)
    return np.ascontiguousarray(table.T, dtype=np.float64)


def _ambulance(network: Network, points: Listed, question: Question) -> Floats:
    """Seconds to each point: as the file has them, or from the nearest ambulance station."""
    if question.ambulances is None:
        return points.numbers["ambulance_minutes"] * 60
    stations = listed(question.ambulances, network)
    soonest: Floats = _seconds(network, stations, points, Driving.RESPONSE).min(axis=1)
    return soonest


def _placed(weights: Floats, seconds: Floats, ambulance: Floats | None, q: Question) -> Placement:
    match q.goal:
        case Goal.COVER:
            return place_to_cover(weights, seconds, q.units, q.minutes * 60, q.stop)
        case Goal.EXPECTED:
            return place_to_cover_when_busy(
                weights, seconds, q.units, q.minutes * 60, q.busy, q.stop
            )
        case Goal.MEDIAN:
            return place_for_least_time(weights, seconds, q.units, q.stop)
        case Goal.GAIN if ambulance is not None:
            return place_to_gain(weights, seconds, q.units, ambulance, q.stop)
    raise PlacementError("To gain on the ambulance its times are needed.")
