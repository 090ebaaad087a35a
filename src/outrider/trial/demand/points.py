"""Demand points: where calls come from, how many, rural or not, and how old people are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from outrider.domain.coresponse.rules import AGE_BANDS
from outrider.roads import Network
from outrider.trial.demand.cells import Row, latitude, longitude, number, rows_of, word
from outrider.trial.demand.imported import CallList
from outrider.trial.demand.thinning import thinned
from outrider.trial.engine.world import Bools
from outrider.trial.returning import Floats, Indices
from outrider.trial.scenario import Fault, Scenario, ScenarioError
from outrider.trial.scenario.paths import path_of
from outrider.trial.scenario.place_parts import Places, Points, Town

BANDS = tuple(AGE_BANDS)
_DEGREE = 111_195.0  # metres of a degree of latitude


class DemandPoints(NamedTuple):
    """(points,). `weight` is the share of calls; `ages` is (points, bands), each row sums to 1.

    `of` says which point each place that was given became: each call of an imported list.
    """

    node: Indices
    weight: Floats
    rural: Bools
    ages: Floats
    of: Indices


def demand_points(scenario: Scenario, network: Network, listed: CallList | None) -> DemandPoints:
    """The scenario's points on its roads.

    Raises:
        ScenarioError: a place is too far from any road, or a file lacks a column.
    """
    places = scenario.parts.places
    by_age: Floats | None = None
    if listed is not None:
        people = np.ones(len(listed.lat))
        rural = in_the_country(places.towns, listed.lat, listed.lon)
        node = _snapped(scenario, network, listed.lat, listed.lon, ("demand", "imported"))
    elif places.points is not None:
        raw = read_points(scenario, places.points, "points")
        node = _snapped(scenario, network, raw.lat, raw.lon, ("places", "points"))
        people, rural, by_age = raw.people, raw.rural, raw.ages
    else:
        node, people, rural = _in_towns(places, network)
    if places.country is not None:
        areas = read_points(scenario, places.country, "country")
        rural = areas.rural[_nearest(network, node, areas)]
    if places.ages is not None:
        areas = read_points(scenario, places.ages, "ages")
        by_age = None if areas.ages is None else areas.ages[_nearest(network, node, areas)]
    shares = age_shares(scenario, people, by_age)
    weight = people * (shares.sum(axis=1) if by_age is not None else 1.0)
    found = thinned(network, node, weight, rural, places.most_points)
    ages = np.zeros((len(found.node), len(BANDS)))
    np.add.at(ages, found.of, shares * people[:, None])
    ages[ages.sum(axis=1) <= 0, BANDS.index("unknown")] = 1.0  # nobody of a known age lives there
    return DemandPoints(
        found.node, found.weight / found.weight.sum(), found.rural,
        ages / ages.sum(axis=1, keepdims=True), found.of,
    )  # fmt: skip


def age_shares(scenario: Scenario, people: Floats, by_age: Floats | None) -> Floats:
    """(points, bands): calls a person, in any unit. `by_age`: share of each band at each point.

    Where ages of residents are known, a band's calls are spread as its residents are.
    """
    known = scenario.parts.demand.ages
    given = known or {"unknown": 1.0}
    calls = np.array([given.get(band, 0.0) for band in BANDS])
    calls = calls / calls.sum()
    if by_age is None or not known:
        return np.tile(calls, (len(people), 1))
    residents = (by_age * people[:, None]).sum(axis=0) / people.sum()
    rate = np.divide(calls, residents, out=np.zeros_like(calls), where=residents > 0)
    return np.asarray(by_age * rate)


class Raw(NamedTuple):
    lat: Floats
    lon: Floats
    people: Floats
    rural: Bools
    ages: Floats | None


def read_points(scenario: Scenario, named: Points, which: str) -> Raw:
    """A file of census points.

    Raises:
        ScenarioError: a column that is not there, a cell that is no number, or no line left.
    """
    path = path_of(named.file, scenario.folder)
    columns = (named.lat, named.lon, named.people, *named.only, *named.ages.values())
    wanted = (*columns, named.rural) if named.rural else columns
    faults: list[Fault] = []
    found: list[list[float]] = []
    rural: list[bool] = []
    for line, row in rows_of(path, wanted):
        if any(word(row, column) != value for column, value in named.only.items()):
            continue
        try:
            found.append(_point(row, named))
        except ValueError as wrong:
            faults.append(Fault(line, f"{wrong}.", "Correct the line or take it out."))
        rural.append(bool(named.rural) and word(row, named.rural) in named.rural_is)
    if faults:
        raise ScenarioError(path, faults)
    table = np.array(found, np.float64).reshape(len(found), -1)
    if not found or table[:, 2].sum() <= 0:
        raise _fault(scenario, which, f"{path.name} has no residents in the lines taken.")
    ages = None
    if named.ages:
        ages = np.zeros((len(found), len(BANDS)))
        ages[:, [BANDS.index(band) for band in named.ages]] = table[:, 3:]
        ages /= np.maximum(ages.sum(axis=1, keepdims=True), 1e-9)
    return Raw(table[:, 0], table[:, 1], table[:, 2], np.array(rural, np.bool_), ages)


def _point(row: Row, named: Points) -> list[float]:
    """Degrees, residents, residents of each age. Raises ValueError, in words."""
    at = [latitude(row, named.lat), longitude(row, named.lon)]
    return at + [number(row, name, 0.0) for name in (named.people, *named.ages.values())]


def _fault(scenario: Scenario, which: str, wrong: str) -> ScenarioError:
    line = scenario.lines.of(("places", which, "file"))
    return ScenarioError(
        None, [Fault(line, wrong, "Correct the file or the names of its columns.")]
    )


def _nearest(network: Network, node: Indices, areas: Raw) -> Indices:
    """Which area's point is nearest to each node, as the crow flies."""
    tree = cKDTree(_flat(areas.lat, areas.lon))
    _, nearest = tree.query(_flat(network.lat[node], network.lon[node]))
    return np.asarray(nearest, np.int32)


def _flat(lat: Any, lon: Any) -> Floats:
    """Metres on a plane, near enough for what is nearest within a county."""
    return np.column_stack((lat, lon * np.cos(np.radians(np.mean(lat))))) * _DEGREE


def _snapped(
    scenario: Scenario, network: Network, lat: Floats, lon: Floats, key: tuple[str, ...]
) -> Indices:
    node, _ = network.snap_many(lat, lon, scenario.parts.roads.furthest_metres)
    off = np.flatnonzero(node < 0)
    if len(off):
        first = off[0]
        wrong = (
            f"{len(off)} of {len(node)} places are more than "
            f"{scenario.parts.roads.furthest_metres:g} m from any road, "
            f"the first at {lat[first]:.5f}, {lon[first]:.5f}."
        )
        remedy = "Take them out, or give roads that reach them."
        raise ScenarioError(None, [Fault(scenario.lines.of(key), wrong, remedy)])
    return node


def in_the_country(towns: Sequence[Town], lat: Floats, lon: Floats) -> Bools:
    """Whether each place is: as its town is, and outside all towns. Without towns: nowhere."""
    if not towns:
        return np.zeros(len(lat), np.bool_)
    relative = _from_towns(towns, lat, lon) / np.array([_radius(town) for town in towns])
    rural = np.array([town.rural for town in towns])
    inside = relative.min(axis=1) <= 1.0
    return np.where(inside, rural[relative.argmin(axis=1)], True)


def _from_towns(towns: Sequence[Town], lat: Floats, lon: Floats) -> Floats:
    """(places, towns): metres from the middle of each town."""
    centre = np.array([(town.lat, town.lon) for town in towns])
    north = (lat[:, None] - centre[:, 0]) * _DEGREE
    east = (lon[:, None] - centre[:, 1]) * _DEGREE * np.cos(np.radians(lat.mean()))
    return np.asarray(np.hypot(north, east))


def _in_towns(places: Places, network: Network) -> tuple[Indices, Floats, Bools]:
    """Every node: a town's people over its streets, the others over all other roads."""
    towns = places.towns
    reach = np.array([_radius(town) for town in towns])
    away = _from_towns(towns, np.asarray(network.lat), np.asarray(network.lon))
    relative = away / reach
    nearest = relative.argmin(axis=1)
    town = np.where(relative.min(axis=1) <= 1.0, nearest, len(towns))
    town[away.argmin(axis=0)] = np.arange(len(towns))  # each has its middle
    people = np.array([*(town.people for town in towns), places.elsewhere_people])
    count = np.bincount(town, minlength=len(towns) + 1)
    rural = np.array([*(town.rural for town in towns), True])
    weight = (people / np.maximum(count, 1))[town]
    node = np.flatnonzero(weight > 0).astype(np.int32)
    return node, weight[node], rural[town][node]


def _radius(town: Town) -> float:
    """How far the town's streets reach, metres: as those of the invented roads do."""
    return town.radius_metres or 180.0 + 7.5 * float(np.sqrt(town.people))
