"""Stations, teams, the mix of injuries: which lie outside what chance and ordinary spread give."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.rates import SEED, by
from outrider.signals.charts import FunnelChart
from outrider.signals.result import Result
from outrider.trial.judging.frame import Words

LUCK_ONLY: Final = (
    "The limits allow for luck alone, because the teams of a station do the same work by turns. "
    "Where a few officers are assaulted far more than others, teams spread wider than that, and "
    "one is noted more often than stated."
)
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
    """Each team beside the other teams of its station: observed over expected from their hours."""
    from outrider.signals.funnel import Spread, funnel_result

    lettered = np.array([team.startswith(OWN_TEAMS) for team in year.team.tolist()], dtype=np.bool_)
    parts = zip(year.station.tolist(), year.team.tolist(), strict=True)
    named = np.array([f"{short(station)}, {team}" for station, team in parts], dtype=np.str_)
    names = np.where(lettered, named, "")
    order = _working(year, names)
    station_of = dict(zip(names.tolist(), year.station.tolist(), strict=True))
    events = by(names, year.assaults, order)
    hours = by(names, year.hours, order)
    station = np.array([station_of[name] for name in order])
    here = {one: station == one for one in np.unique(station).tolist()}
    rate = {one: events[which].sum() / hours[which].sum() for one, which in here.items()}
    expected = hours * np.array([rate[one] for one in station.tolist()])
    kept = np.flatnonzero(expected >= ENOUGH)
    if kept.size < FEWEST:
        raise TooLittle(
            f"Fewer than two teams have hours for which {ENOUGH} assaults are expected; with less "
            "no team could be shown to be low."
        )
    made = funnel_result(
        name=[order[place] for place in kept],
        events=events[kept].astype(np.int64),
        size=expected[kept],
        size_unit="expected from the station's teams",
        spread=Spread.LUCK,
        seed=SEED,
        title="Assaults by response team, beside the other teams of its station",
        n_unit="assaults",
        vintage=year.vintage,
    )
    assert isinstance(made.chart, FunnelChart)
    return replace(
        made,
        unit="times what is expected from the station's teams",
        exposure_unit="expected from the hours of the station's teams",
        chart=replace(made.chart, x_axis="assaults expected", y_axis="recorded over expected"),
        notes=(*made.notes, LUCK_ONLY, _left_out(len(order) - kept.size)),
    )


def _left_out(teams: int) -> str:
    return (
        f"{teams} teams left out, for whose hours fewer than {ENOUGH} assaults are expected: none "
        "of them could be shown to be low."
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
