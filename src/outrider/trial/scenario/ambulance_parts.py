"""Parts of a scenario: ambulances, their stations, hospitals and habits."""

from __future__ import annotations

from dataclasses import dataclass

from outrider.trial.scenario.demand_parts import FLAT
from outrider.trial.scenario.kinds import Time, amount, key


@dataclass(frozen=True, kw_only=True)
class Pace:
    """A day's road time as a multiple of the table's."""

    lights: float = key("With blue lights, on average hours.", 1.0, low=0.1, high=10.0)
    plain: float = key("Without.", 1.0, low=0.1, high=10.0)
    spread: float = key(
        "Standard deviation of the logarithm, trip by trip.", 0.15, low=0.0, high=2.0
    )
    hours: tuple[float, ...] = key("24 multiples from midnight.", FLAT, low=0.1, high=10.0)


@dataclass(frozen=True, kw_only=True)
class Divert:
    """When an ambulance on its way is taken for a more urgent call."""

    gain_seconds: float = amount("It must be sooner by this.", 60.0)
    may: dict[str, tuple[str, ...]] = key("Category = those whose ambulance may be taken.", {})


@dataclass(frozen=True, kw_only=True)
class Vehicles:
    """Ambulances alike: one station and one rota."""

    name: str = key("Name; several get a number behind it.")
    station: str = key("A spot.")
    shifts: tuple[str, ...] = key("Shifts of the week.")
    count: int = key("How many.", 1, low=1, high=200)


@dataclass(frozen=True, kw_only=True)
class Ambulances:
    """The conveying fleet and what a call takes of its time."""

    hospitals: tuple[str, ...] = key("Spots with an emergency department; the nearest is used.")
    fleet: tuple[Vehicles, ...] = key("Ambulances.")
    mobilise_seconds: Time = key("From being told to moving, at the station.")
    reach_patient_seconds: Time = key("From the road to the patient.")
    scene_conveyed_minutes: Time = key("At the scene, if the patient is taken to hospital.")
    scene_left_minutes: Time = key("At the scene, if not.")
    handover_minutes: Time = key("At the hospital until clear, delays of the department included.")
    pace: Pace = key("How fast roads are driven.", Pace())
    divert: Divert = key("Taking an ambulance from a less urgent call.", Divert())
    yard_seconds: float = amount("From the station's yard to the road.", 20.0)
    source: str = key("Where the times are from.", "")
