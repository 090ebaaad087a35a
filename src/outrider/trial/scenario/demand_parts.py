"""Parts of a scenario: medical calls, what they are and how many."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.trial.scenario.kinds import Time, amount, key, share

FLAT = (1.0,) * 24
EVEN = (1.0,) * 7


@dataclass(frozen=True, kw_only=True)
class Category:
    """Calls of one category. `other` is for those that no rule pack is asked about."""

    name: str = key("C1, C2, C3, C4 or other.", one_of=("C1", "C2", "C3", "C4", "other"))
    a_year: float = amount("Incidents a year that an ambulance went to.")
    priority: int = key("1 goes first.", low=1, high=4)
    lights: bool = key("The ambulance drives with blue lights.")
    triage_seconds: Time = key("From the start of the clock until an ambulance is looked for.")
    conveyed: float = share("Share that is taken to hospital.")
    not_wanted: float = share(
        "Share for which a co-responder is no longer wanted, on the way.", 0.0
    )
    complaints: dict[str, float] = key("Complaint of the rule pack = its share, in any unit.", {})
    source: str = key("Where the number is from, with its period.", "")


@dataclass(frozen=True, kw_only=True)
class Hours:
    """When calls come: shares by hour of the day from midnight, in any unit."""

    weekday: tuple[float, ...] = key("24 numbers, Monday to Friday.", FLAT, low=0.0)
    saturday: tuple[float, ...] = key("24 numbers; none: as on a weekday.", (), low=0.0)
    sunday: tuple[float, ...] = key("24 numbers; none: as on a weekday.", (), low=0.0)
    days: tuple[float, ...] = key("7 numbers, Monday to Sunday: how busy each is.", EVEN, low=0.0)


@dataclass(frozen=True, kw_only=True)
class Arrests:
    """What is drawn for each cardiac arrest."""

    witnessed: float = share("Somebody saw or heard it.")
    shockable: float = share("First rhythm can be shocked.")
    bystander_cpr: float = share("Somebody presses before help comes.")
    complaint: str = key("Complaint that is an arrest.", "cardiac-arrest")
    source: str = key("Where the shares are from.", "")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A CSV list of calls that happened, instead of rates. Drawn are only their times of work.

    A call is in the country if its town is, or if it is outside all towns of the file; census areas
    in `places.country` say it better.
    """

    file: str = key("Path of the file.")
    received: str = key("Column: local time as 2026-03-02T14:05:00, or seconds.", "received")
    category: str = key("Column of the category.", "category")
    complaint: str = key("Column of the complaint; empty in a line: drawn.", "complaint")
    lat: str = key("Column of the latitude.", "lat")
    lon: str = key("Column of the longitude.", "lon")
    age: str = key("Column of the age band; empty in a line: not known.", "age")


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Medical calls."""

    categories: tuple[Category, ...] = key("Each category with its calls.")
    arrests: Arrests = key("Cardiac arrests.")
    hours: Hours = key("When calls come.", Hours())
    flags: dict[str, float] = key("Flag of the rule pack = share of calls that have it.", {})
    ages: dict[str, float] = key("Age band of the rule pack = its share, in any unit.", {})
    not_wanted_minutes: Time = key(
        "After how long a co-responder is not wanted any more.", Time(5.0, 0.6)
    )
    imported: Imported | None = key("Calls that happened, instead of rates.", None)
