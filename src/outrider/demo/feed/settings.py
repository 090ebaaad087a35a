"""How the live feed runs. Chosen on the command line before the server starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SLOWEST: Final = 1.0
FASTEST: Final = 60.0
VEHICLES_KEEP_PACE_TO: Final = 20.0


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """Seconds unless said otherwise.

    Attributes:
        speed: how many times the real number of calls comes in, 1 to 60.
        autopilot: whether the people who are not there are played.
        on: whether there is a feed at all.
        story: whether the first call is the one at Chale Green, a few seconds after the start.
    """

    speed: float = 20.0
    autopilot: bool = True
    on: bool = True
    story: bool = True
    owner_answers_after: float = 15.0
    crew_answers_after: float = 9.0
    dispatcher_asks_after: float = 8.0
    somebody_is_there: float = 300.0  # after their last press or sign-in

    def __post_init__(self) -> None:
        if not SLOWEST <= self.speed <= FASTEST:
            raise ValueError(
                f"A speed of {self.speed:g} is not offered: choose {SLOWEST:g} to {FASTEST:g}."
            )

    @property
    def pace(self) -> float:
        """How many times faster than real vehicles move: 1 unless calls come very fast."""
        return max(1.0, self.speed / VEHICLES_KEEP_PACE_TO)


_chosen = FeedSettings(on=False)


def choose(settings: FeedSettings) -> None:
    """Settings of the feed that the next server start of this process runs."""
    global _chosen
    _chosen = settings


def chosen() -> FeedSettings:
    return _chosen
