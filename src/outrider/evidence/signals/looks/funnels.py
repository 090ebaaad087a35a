"""Stations, teams, the mix of injuries: which lie outside what chance and ordinary spread give."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.frame import Words
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.rates import SEED, by
from outrider.signals.result import Result

FEWEST: Final = 2
OWN_TEAMS: Final = "Response "  # teams with a letter; the others are one a station


def stations(year: SafetyYear) -> Result:
    from outrider.signals.funnel import funnel_result

    order = _working(year, year.station)
    return funnel_result(
        name=order,
        events=by(year.station, year.assaults, order).astype(np.int64),
        size=by(year.station, year.hours, order),
        size_unit="hours on operational duty",
        per=1_000,
        seed=SEED,
        title="Assaults by station, for the hours on duty there",
        n_unit="assaults",
        vintage=year.vintage,
    )


def teams(year: SafetyYear) -> Result:
    from outrider.signals.funnel import funnel_result

    lettered = np.array([team.startswith(OWN_TEAMS) for team in year.team.tolist()], dtype=np.bool_)
    parts = zip(year.station.tolist(), year.team.tolist(), strict=True)
    named = np.array([f"{short(station)}, {team}" for station, team in parts])
    names = np.where(lettered, named, "")
    order = _working(year, names)
    return funnel_result(
        name=order,
        events=by(names, year.assaults, order).astype(np.int64),
        size=by(names, year.hours, order),
        size_unit="hours on operational duty",
        per=1_000,
        seed=SEED,
        title="Assaults by response team, for its hours on duty",
        n_unit="assaults",
        vintage=year.vintage,
    )


def mix(year: SafetyYear) -> Result:
    from outrider.signals.funnel import mix_result

    inside = year.injury_day < year.days
    hurt = year.case_hurt & (year.case_day < year.days)
    order = sorted({*year.injury_station[inside].tolist(), *year.case_station[hurt].tolist()})
    if len(order) < FEWEST:
        raise TooLittle("Fewer than two stations have an injury on record in these twelve months.")
    assaults = [int((year.case_station[hurt] == name).sum()) for name in order]
    others = [int((year.injury_station[inside] == name).sum()) for name in order]
    return mix_result(
        name=[short(name) for name in order],
        intentional=assaults,
        not_intentional=others,
        not_reported=[0] * len(order),
        seed=SEED,
        title="Injuries that were no assault, by station",
        vintage=year.vintage,
    )


def short(station: str) -> str:
    """A station's name without what every name has."""
    return station.removesuffix(" police station").removesuffix(" police office")


def _working(year: SafetyYear, names: Words) -> list[str]:
    """Units with hours, in the order of their names."""
    order = [name for name in sorted(set(names.tolist()) - {""}) if year.hours[names == name].sum()]
    if len(order) < FEWEST or not year.assaults.sum():
        raise TooLittle("Fewer than two units have exposure and assaults in these twelve months.")
    return order


LOOKS: Final = (
    Look(
        "stations",
        "funnel",
        "Funnel of stations",
        "Does a station differ from the others by more than chance and ordinary spread?",
        stations,
        count="events",
    ),
    Look(
        "teams",
        "funnel",
        "Funnel of response teams",
        "Does one team of a station have far more assaults, or far fewer, for its hours?",
        teams,
        count="events",
    ),
    Look(
        "mix",
        "funnel",
        "Injuries and assaults",
        "How many injuries came of no assault, and does a station call them otherwise?",
        mix,
    ),
)
