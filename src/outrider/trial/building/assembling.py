"""Roads, points and parts -> `World`, with the rows and columns that it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from outrider.domain.coresponse.choice import Limits
from outrider.domain.coresponse.policy import Policy
from outrider.roads import Driving, Network
from outrider.trial.ambulances import Bases
from outrider.trial.building.units import Roster, duty_of, roster_of, schemes_of
from outrider.trial.building.ways import Kept, kept_ways
from outrider.trial.demand.points import DemandPoints
from outrider.trial.engine.world import LIGHTS, Ambulances, Places, Rules, Singles, World
from outrider.trial.returning import Floats, Indices
from outrider.trial.scenario import Fault, Scenario, ScenarioError
from outrider.trial.scenario.kinds import Spot
from outrider.trial.scenario.lines import Key
from outrider.trial.scenario.scheme_parts import Rules as RuleParts
from outrider.trial.scenario.whole import Parts

DRIVING = (Driving.RESPONSE, Driving.NORMAL)
"""By mode of the model: LIGHTS is 0, PLAIN is 1."""


class Assembled(NamedTuple):
    """`node` is (rows,): demand points first. `hospital` is (rows,), a column; `convey` seconds.

    `kept` is (columns,): their nodes.
    """

    world: World
    roster: Roster
    node: Indices
    hospital: Indices
    convey: Floats
    kept: Indices


def assembled(
    scenario: Scenario, network: Network, points: DemandPoints, policy: Policy,
    like: Assembled | None = None,
) -> Assembled:  # fmt: skip
    """The world of a scenario. `like`: another on the same roads; its travel times are taken if
    they are between the same places.

    Raises:
        ScenarioError: a named place is too far from any road.
    """
    parts = scenario.parts
    spots = spot_nodes(scenario, network)
    beats = [spots[name] for unit in parts.units for name in unit.beat]
    node = np.array(list(dict.fromkeys([*points.node.tolist(), *beats])), np.int32)
    stations = list(dict.fromkeys(one.station for one in parts.ambulances.fleet))
    bases = np.array([spots[name] for name in stations], np.int32)
    hospitals = np.array([spots[name] for name in parts.ambulances.hospitals], np.int32)
    kept = kept_ways(network, bases, np.concatenate((node, hospitals)), parts.ambulances.pace.plain)
    column = np.full(network.node_count, -1, np.int32)
    column[kept.node] = np.arange(len(kept.node), dtype=np.int32)
    if like and np.array_equal(like.node, node) and np.array_equal(like.kept, kept.node):
        to = like.world.places.to
    else:
        to = _table(network, node, kept.node)
    there = network.table(node, hospitals, Driving.NORMAL) * parts.ambulances.pace.plain
    nearest = there.argmin(axis=1)
    roster = roster_of(parts, {name: int(np.flatnonzero(node == at)[0])
                               for name, at in spots.items() if at in node})  # fmt: skip
    world = World(
        Places(to, column[node]),
        _ambulances(parts, stations, column[bases], kept),
        schemes_of(parts),
        roster.units,
        rules_of(parts.rules, policy),
    )
    return Assembled(
        world, roster, node, column[hospitals][nearest],
        there[np.arange(len(node)), nearest].astype(np.float64), kept.node,
    )  # fmt: skip


def spot_nodes(scenario: Scenario, network: Network) -> dict[str, int]:
    """Spot or town -> node.

    Raises:
        ScenarioError: with every one that is too far from a road.
    """
    parts = scenario.parts
    named: list[tuple[Key, Spot]] = [
        *((("places", "towns", i), town) for i, town in enumerate(parts.places.towns)),
        *((("spots", i), spot) for i, spot in enumerate(parts.spots)),
    ]
    found: dict[str, int] = {}
    faults: list[Fault] = []
    for key, one in named:
        nodes, metres = network.snap_many([one.lat], [one.lon], 20_000)
        if nodes[0] < 0 or metres[0] > parts.roads.furthest_metres:
            far = "more than 20 km" if nodes[0] < 0 else f"{metres[0]:.0f} m"
            remedy = "Correct it, or raise furthest_metres of [roads]."
            faults.append(
                Fault(scenario.lines.of(key), f"{one.name} is {far} from a road.", remedy)
            )
        found[one.name] = int(nodes[0])
    if faults:
        raise ScenarioError(None, faults)
    return found


def _table(network: Network, node: Indices, columns: Indices) -> Singles:
    """(2, rows, columns): seconds from the column to the row. A table of roads is the other way.

    They are those of live dispatch: how fast ambulances really are is in each call's pace, so that
    the choice errs here as it does there.
    """
    by_mode = [network.table(columns, node, driving).T for driving in DRIVING]
    return np.ascontiguousarray(np.stack(by_mode), np.float32)


def _ambulances(parts: Parts, stations: Sequence[str], columns: Indices, kept: Kept) -> Ambulances:
    fleet = [one for one in parts.ambulances.fleet for _ in range(one.count)]
    yard = np.full((len(stations), 2), parts.ambulances.yard_seconds)
    return Ambulances(
        base=np.array([stations.index(one.station) for one in fleet], np.int32),
        duty=duty_of([one.shifts for one in fleet], parts.horizon.days),
        bases=Bases(columns, yard),
        ways=kept.ways,
        divert=_divert(parts),
        divert_gain=parts.ambulances.divert.gain_seconds,
    )


def _divert(parts: Parts) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    priority = {one.name: one.priority for one in parts.demand.categories}
    may = np.zeros((5, 5), np.int8)
    for name, others in parts.ambulances.divert.may.items():
        for other in others:
            if priority[other] > priority[name]:
                may[priority[other], priority[name]] = 1
    return may


def rules_of(rules: RuleParts, policy: Policy) -> Rules:
    """The pack's numbers and what the police side says of grades."""
    grades = np.arange(5)
    return Rules(
        limits=Limits(
            shift_left=policy.shift_left, position_unusable=policy.position_unusable,
            gain=policy.gain_cut_off, first=policy.first_cut_off,
            travel_variation=policy.travel_variation,
            ambulance_variation=policy.ambulance_variation,
        ),
        owner_answer=policy.owner_answer,
        offer=policy.offer,
        tries=rules.tries if policy.auto_next else 1,
        movable=np.isin(grades, rules.movable),
        recalls=np.isin(grades, rules.recalls),
        period=rules.beat_minutes * 60,
        fix_age=rules.fix_age_seconds,
        handover=rules.handover_minutes * 60,
        restock=rules.restock_minutes * 60,
    )  # fmt: skip


def check_reach(scenario: Scenario, world: World, convey: Floats) -> None:
    """Everybody can be reached from everywhere.

    Raises:
        ScenarioError: somebody cannot.
    """
    unreached = ~np.isfinite(world.places.to[LIGHTS]).all(axis=1) | ~np.isfinite(convey)
    if unreached.any() or not np.isfinite(world.ambulances.ways["left"]).all():
        wrong = f"{int(unreached.sum())} places cannot be reached by road from every other."
        remedy = "Give roads that connect them, or take the places out."
        raise ScenarioError(None, [Fault(scenario.lines.of(("roads",)), wrong, remedy)])
