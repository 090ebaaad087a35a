"""Where to base co-responders and kit, with proof that no other choice is better, or the gap."""

from outrider.trial.placement.errors import PlacementError
from outrider.trial.placement.goals import (
    place_for_least_time,
    place_to_cover,
    place_to_cover_when_busy,
    place_to_gain,
)
from outrider.trial.placement.values import Goal, Placement, Proof

__all__ = [
    "Goal",
    "Placement",
    "PlacementError",
    "Proof",
    "place_for_least_time",
    "place_to_cover",
    "place_to_cover_when_busy",
    "place_to_gain",
]
