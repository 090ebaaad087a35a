"""Parts of a scenario: roads, where people live, how long it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outrider.trial.scenario.kinds import Spot, amount, key


@dataclass(frozen=True, kw_only=True)
class Roads:
    """Which roads are driven on."""

    network: str = key(
        "“synthetic” for the invented roads over the towns of the Isle of Wight, or an .osm.pbf "
        "extract. A path goes from the scenario’s folder; “$NAME/...” begins with a variable."
    )
    furthest_metres: float = amount("How far a place may be from a road.", 3000.0)


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """How long one replication is. It begins on a Monday at 00:00."""

    days: int = key("Days, whole weeks, warm-up included.", low=7, high=3640)
    start: date = key("The first day, a Monday.")
    warm_up_hours: float = amount(
        "From the start, when everybody is at the station: these calls are not counted.", 0.0
    )


@dataclass(frozen=True, kw_only=True)
class Town(Spot):
    """A town or village, with the people who live there."""

    people: float = amount("Residents.")
    rural: bool = key("Counted as country.", False)
    radius_metres: float = amount("How far it reaches; 0: by its number of people.", 0.0)


@dataclass(frozen=True, kw_only=True)
class Points:
    """A CSV file of census points, one line a point, with the names of its columns."""

    file: str = key("Path of the file.")
    lat: str = key("Column of the latitude.", "lat")
    lon: str = key("Column of the longitude.", "lon")
    people: str = key("Column of the residents.", "people")
    only: dict[str, str] = key("Lines to take: column = value. None: all.", {})
    rural: str = key("Column that says what is country; none: nothing is.", "")
    rural_is: tuple[str, ...] = key("What that column says of country.", ("Rural", "1", "yes"))
    ages: dict[str, str] = key(
        "Age band of the rule pack = column with the residents of that age.", {}
    )


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where calls come from."""

    source: str = key("Where the numbers of people are from.", "")
    most_points: int = key("No more demand points than these.", 800, low=10, high=4000)
    towns: tuple[Town, ...] = key("Towns: calls spread over their streets.", ())
    elsewhere_people: float = amount("People outside all towns, spread over other roads.", 0.0)
    points: Points | None = key("Census points instead of towns.", None)
    country: Points | None = key(
        "Census areas that say what is town or country: each point takes that of the nearest.", None
    )
    ages: Points | None = key(
        "Census areas with ages of residents: each point takes those of the nearest.", None
    )
