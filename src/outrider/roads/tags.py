"""What OpenStreetMap tags mean for a police vehicle: pure decisions, no I/O.

Keys: https://wiki.openstreetmap.org/wiki/Key:access and Key:maxspeed.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from outrider.roads.values import RoadClass

DECISIONS: Final = {
    "tracks": "Only tracks of tracktype grade1 or grade2, or with motor traffic expressly allowed: "
    "a response car is not a 4x4.",
    "service": "All service roads, drives, alleys and parking aisles, at 10 mph: patients are "
    "found at their ends.",
    "private": "Private roads are kept at a lower speed, so that they are reached, not used as "
    "short cuts.",
    "no_access": "access, vehicle, motor_vehicle or motorcar 'no' closes a road, the most exact "
    "key winning; emergency=yes opens it again.",
    "gates": "A gate without further tags costs time; a gate tagged private, locked or 'no' and "
    "bollards, stiles and the like close the way at that point.",
    "one_way": "One-way streets and roundabouts are obeyed by response driving too.",
    "turns": "Turn restrictions are not applied: the search is from node to node.",
    "pedestrian": "Pedestrian streets, footways, bridleways and cycleways are left out unless "
    "motor vehicles are expressly allowed on a pedestrian street.",
}

_CLASSES: Final = {
    "motorway": RoadClass.MOTORWAY,
    "motorway_link": RoadClass.MOTORWAY,
    "trunk": RoadClass.TRUNK,
    "trunk_link": RoadClass.TRUNK,
    "primary": RoadClass.PRIMARY,
    "primary_link": RoadClass.PRIMARY,
    "secondary": RoadClass.SECONDARY,
    "secondary_link": RoadClass.SECONDARY,
    "tertiary": RoadClass.TERTIARY,
    "tertiary_link": RoadClass.TERTIARY,
    "unclassified": RoadClass.UNCLASSIFIED,
    "road": RoadClass.UNCLASSIFIED,
    "residential": RoadClass.RESIDENTIAL,
    "living_street": RoadClass.LIVING_STREET,
    "service": RoadClass.SERVICE,
    "track": RoadClass.TRACK,
    "pedestrian": RoadClass.LIVING_STREET,
}
_ONLY_IF_ALLOWED: Final = frozenset({"pedestrian"})
_FIRM_TRACKS: Final = frozenset({"grade1", "grade2"})
_CLOSED: Final = frozenset({"no", "agricultural", "forestry", "seasonal", "bus", "psv"})
_PRIVATE: Final = frozenset({"private", "residents", "military"})
_SHUT_BARRIERS: Final = frozenset(
    {
        "bollard", "block", "cycle_barrier", "stile", "kissing_gate", "turnstile", "hedge",
        "wall", "fence", "jersey_barrier", "debris", "log", "motorcycle_barrier", "chain",
        "horse_stile", "planter", "full-height_turnstile", "cycle_barrier, gate",
    }
)  # fmt: skip


class Flow(Enum):
    """Which way a road may be driven, along the order of its points."""

    BOTH = "both"
    FORWARD = "forward"
    BACKWARD = "backward"


class Access(Enum):
    OPEN = "open"
    ALLOWED = "allowed"
    PRIVATE = "private"
    CLOSED = "closed"


class RoadTags(NamedTuple):
    """A road that can be driven: class, direction, speed limit (mph, None if not mapped)."""

    road: RoadClass
    flow: Flow
    limit_mph: float | None
    private: bool
    name: str
    ref: str


def access_of(tags: Mapping[str, str]) -> Access:
    """The most exact of the access keys decides; emergency=yes or no overrides them."""
    if tags.get("emergency") in {"yes", "designated", "official"}:
        return Access.ALLOWED
    if tags.get("emergency") == "no":
        return Access.CLOSED
    for key in ("motorcar", "motor_vehicle", "vehicle", "access"):
        value = tags.get(key)
        if value is None:
            continue
        if value in _CLOSED:
            return Access.CLOSED
        if value in _PRIVATE:
            return Access.PRIVATE
        return Access.OPEN if key == "access" else Access.ALLOWED
    return Access.OPEN


def flow_of(tags: Mapping[str, str]) -> Flow | None:
    """Direction of travel; None where it changes by the hour (oneway=reversible)."""
    oneway = tags.get("oneway")
    if oneway in {"yes", "true", "1"}:
        return Flow.FORWARD
    if oneway in {"-1", "reverse"}:
        return Flow.BACKWARD
    if oneway == "reversible":
        return None
    if oneway == "no":
        return Flow.BOTH
    implied = tags.get("junction") in {"roundabout", "circular"}
    implied = implied or tags.get("highway") in {"motorway", "motorway_link"}
    return Flow.FORWARD if implied else Flow.BOTH


_SPEED: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*(mph|km/?h|kmh|kph)?$")
_NATIONAL_MPH: Final = {
    "national": 60.0,
    "gb:nsl_single": 60.0,
    "gb:nsl_restricted": 30.0,
    "gb:restricted": 30.0,
    "gb:urban": 30.0,
    "gb:nsl_dual": 70.0,
    "gb:motorway": 70.0,
    "walk": 5.0,
}


def limit_mph(tags: Mapping[str, str]) -> float | None:
    """Speed limit in mph; a bare number is km/h, as the OpenStreetMap key defines it."""
    for key in ("maxspeed", "maxspeed:type"):
        for part in tags.get(key, "").lower().split(";"):
            limit = _one_limit(part.strip(), dual=tags.get("dual_carriageway") == "yes")
            if limit is not None:
                return limit
    return None


def _one_limit(value: str, *, dual: bool) -> float | None:
    if value in _NATIONAL_MPH:
        return 70.0 if dual and value == "national" else _NATIONAL_MPH[value]
    match = _SPEED.match(value)
    if match is None or float(match[1]) == 0:
        return None
    number = float(match[1])
    return number if match[2] == "mph" else number / 1.609344


def road_of(tags: Mapping[str, str]) -> RoadTags | None:
    """What a way is to a police vehicle, or None if it cannot drive it."""
    highway = tags.get("highway", "")
    road = _CLASSES.get(highway)
    if road is None or tags.get("area") == "yes":
        return None
    access, flow = access_of(tags), flow_of(tags)
    if access is Access.CLOSED or flow is None:
        return None
    if highway in _ONLY_IF_ALLOWED and access is not Access.ALLOWED:
        return None
    if highway == "track" and not (
        access is Access.ALLOWED or tags.get("tracktype") in _FIRM_TRACKS
    ):
        return None
    name = tags.get("name", "").strip()
    ref = tags.get("ref", "").split(";")[0].strip()
    return RoadTags(road, flow, limit_mph(tags), access is Access.PRIVATE, name, ref)


def barrier_of(tags: Mapping[str, str], delays: Mapping[str, float]) -> float | None:
    """Seconds lost at a barrier node; None if a vehicle cannot pass it."""
    barrier = tags.get("barrier", "")
    access = access_of(tags)
    if access is Access.ALLOWED:
        return delays.get(barrier, 0.0)
    shut = barrier in _SHUT_BARRIERS or tags.get("locked") == "yes"
    if shut or access in {Access.CLOSED, Access.PRIVATE}:
        return None
    return delays.get(barrier, 0.0)
