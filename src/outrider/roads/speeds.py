"""Seconds for a piece of road, from the dated configuration in speeds.toml."""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from outrider.roads.errors import RoadsError
from outrider.roads.values import Driving, RoadClass

METRES_A_SECOND_PER_MPH = 0.44704


@dataclass(frozen=True)
class Speeds:
    """Speeds by class and driving authority, with where they come from."""

    limit_mph: dict[RoadClass, float]
    open_road_mph: dict[RoadClass, float]
    share_of_limit: float
    response_factor: dict[RoadClass, float]
    private_factor: float
    barrier_seconds: dict[str, float]
    dated: str
    source: dict[str, str]

    def mph(
        self, road: RoadClass, limit_mph: float | None, driving: Driving, *, private: bool = False
    ) -> float:
        """Average speed driven, mph: the share of the limit or the open-road speed, the lower."""
        limit = self.limit_mph[road] if limit_mph is None else limit_mph
        speed = min(self.share_of_limit * limit, self.open_road_mph[road])
        if driving is Driving.RESPONSE:
            speed *= self.response_factor[road]
        return speed * self.private_factor if private else speed

    def metres_a_second(
        self, road: RoadClass, limit_mph: float | None, driving: Driving, *, private: bool = False
    ) -> float:
        return self.mph(road, limit_mph, driving, private=private) * METRES_A_SECOND_PER_MPH


def _by_class(table: dict[str, float], name: str) -> dict[RoadClass, float]:
    try:
        return {road: float(table[road.name.lower()]) for road in RoadClass}
    except KeyError as missing:
        raise RoadsError(f"The speeds file has no {missing} in [{name}]. Add it.") from None


def read_speeds(text: str) -> Speeds:
    """Speeds from the text of a configuration file."""
    raw: dict[str, Any] = tomllib.loads(text)
    return Speeds(
        limit_mph=_by_class(raw["limit_mph"], "limit_mph"),
        open_road_mph=_by_class(raw["open_road_mph"], "open_road_mph"),
        share_of_limit=float(raw["normal"]["share_of_limit"]),
        response_factor=_by_class(raw["response"], "response"),
        private_factor=float(raw["private"]["factor"]),
        barrier_seconds={k: float(v) for k, v in raw["barrier_seconds"].items()},
        dated=str(raw["dated"]),
        source={k: str(v) for k, v in raw["source"].items()},
    )


@cache
def _read(path: str | None) -> Speeds:
    if path is None:
        return read_speeds((files("outrider.roads") / "speeds.toml").read_text("utf-8"))
    if not Path(path).is_file():
        raise RoadsError(
            f"OUTRIDER_ROADS_SPEEDS names {path}, which is not there. Correct or unset it."
        )
    return read_speeds(Path(path).read_text("utf-8"))


def current_speeds() -> Speeds:
    """The force's own file (OUTRIDER_ROADS_SPEEDS), else the one of the package."""
    return _read(os.environ.get("OUTRIDER_ROADS_SPEEDS") or None)
