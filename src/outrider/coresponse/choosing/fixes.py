"""The last position of a unit: its age, and whether it looks stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outrider.domain.coresponse.policy import Policy
from outrider.people.models import Position, Unit

MOVING_STATES = frozenset({2, 5})  # on patrol, en route: a car in these states moves


@dataclass(frozen=True, slots=True)
class Fix:
    lat: float
    lon: float
    age: float  # seconds since the fix was taken
    stuck: bool
    source: str
    fixed_at: datetime | None

    def word(self, policy: Policy) -> str:
        if self.stuck:
            return "stuck"
        return "stale" if self.age > policy.position_stale else "live"


def fix_of(unit: Unit, at: datetime, policy: Policy) -> Fix | None:
    """The unit's fix; its station stands in for an on-call crew that has none."""
    position: Position | None = getattr(unit, "position", None)
    if position is None:
        if unit.scheme.uses_police_state:
            return None
        return Fix(unit.station.lat, unit.station.lon, 0.0, False, "station", None)
    age = max(0.0, (at - position.fixed_at).total_seconds())
    return Fix(
        lat=position.lat,
        lon=position.lon,
        age=age,
        stuck=_stuck(unit, position, policy),
        source=position.source,
        fixed_at=position.fixed_at,
    )


def _stuck(unit: Unit, position: Position, policy: Policy) -> bool:
    """The same fix repeated while the unit says that it moves (a real fault of AVL boxes)."""
    status = getattr(unit, "status", None)
    if status is None or status.police_state not in MOVING_STATES:
        return False
    repeated = (position.fixed_at - position.unchanged_since).total_seconds()
    moving = position.speed_mps is not None and position.speed_mps > 2.0
    return repeated > (policy.position_stale if moving else policy.stuck_after)
