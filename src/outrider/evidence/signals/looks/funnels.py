"""Stations, teams, the mix of injuries: which lie outside what chance and ordinary spread give."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.rates import SEED, by
from outrider.signals.result import Result
from outrider.trial.judging.frame import Words

FEWEST: Final = 2
ENOUGH: Final = 10  # expected assaults of a team that is looked at
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
    """Each team beside the other teams of its station, with its people dealt anew to them."""
    from outrider.signals.funnel import teams_result

    lettered = np.array([team.startswith(OWN_TEAMS) for team in year.team.tolist()], dtype=np.bool_)
    mine = np.asarray(lettered & (year.hours > 0))
    if not year.assaults[mine].sum():
        raise TooLittle("No response team with a letter has an assault in these twelve months.")
    # by team: the order of people's pseudonyms says nothing, that of names can be read
    order = np.lexsort((year.team, year.station))
    order = order[mine[order]]
    parts = zip(year.station[order].tolist(), year.team[order].tolist(), strict=True)
    return teams_result(
        team=[f"{short(station)}, {team}" for station, team in parts],
        station=year.station[order].tolist(),
        events=year.assaults[order],
        exposure=year.hours[order],
        exposure_unit="hours",
        least=ENOUGH,
        seed=SEED,
        title="Assaults by response team, beside the other teams of its station",
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
        "Response teams, people dealt anew",
        "Does one team have far more or fewer assaults than others of its station, for its hours?",
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
