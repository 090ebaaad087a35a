"""A scenario in plain words: what is in it, how much of it, and where its numbers are from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from outrider.trial.scenario.paths import SYNTHETIC
from outrider.trial.scenario.scheme_parts import ArmPlan, Scheme, Unit
from outrider.trial.scenario.weeks import hours_a_week
from outrider.trial.scenario.whole import Origin, Parts, Scenario

UNMARKED: Final = "Neither a source nor marked as an assumption"


@dataclass(frozen=True)
class Chapter:
    """A heading with its sentences."""

    heading: str
    sentences: tuple[str, ...]


def described(scenario: Scenario) -> list[Chapter]:
    """What a reader must know before believing a result."""
    parts = scenario.parts
    chapters = [
        Chapter(parts.name, tuple(_about(scenario))),
        Chapter("Places and roads", tuple(_places(parts))),
        Chapter("Medical calls a year", tuple(_calls(parts))),
        Chapter("Ambulances", tuple(_ambulances(parts))),
        Chapter("Schemes", tuple(_schemes(parts))),
        Chapter("Police jobs and fire calls", tuple(_jobs(parts))),
        Chapter("Rules", tuple(_rules(parts))),
        Chapter("Arms", tuple(_arm(arm) for arm in parts.arms)),
        Chapter("Sources", tuple(_sources(scenario))),
        Chapter("Assumptions", tuple(map(_origin, scenario.assumptions))),
        Chapter(UNMARKED, tuple(map(_origin, scenario.unmarked))),
    ]  # fmt: skip
    return [chapter for chapter in chapters if chapter.sentences]


def _about(scenario: Scenario) -> Iterator[str]:
    parts = scenario.parts
    yield parts.says
    horizon = parts.horizon
    warm = (
        f", the first {horizon.warm_up_hours:g} hours not counted" if horizon.warm_up_hours else ""
    )
    yield f"One replication is {horizon.days} days from {horizon.start:%A %-d %B %Y}{warm}."
    yield f"Seed {parts.seed}. Hash {scenario.hash}."


def _places(parts: Parts) -> Iterator[str]:
    network = parts.roads.network
    invented = "Invented roads over the real towns of the Isle of Wight."
    yield invented if network == SYNTHETIC else f"Roads from {network}."
    places = parts.places
    if parts.demand.imported is not None:
        yield f"Places of the calls in {parts.demand.imported.file}."
    elif places.points is not None:
        yield f"Residents of census points in {places.points.file}."
    else:
        people = sum(town.people for town in places.towns)
        elsewhere = f"{places.elsewhere_people:,.0f} elsewhere"
        yield f"{len(places.towns)} towns with {people:,.0f} residents, {elsewhere}."
    if places.country is not None:
        yield f"Town or country as the nearest area of {places.country.file}."
    if places.ages is not None:
        yield f"Ages as in the nearest area of {places.ages.file}."
    yield f"At most {places.most_points} places that calls come from."


def _calls(parts: Parts) -> Iterator[str]:
    if parts.demand.imported is not None:
        yield f"The list in {parts.demand.imported.file}, as it is; rates are not used."
        return
    for one in parts.demand.categories:
        lights = "with" if one.lights else "without"
        yield (
            f"{one.name}: {one.a_year:,.0f}, priority {one.priority}, {lights} blue lights; "
            f"{one.conveyed:.0%} taken to hospital."
        )
    yield f"Together {sum(one.a_year for one in parts.demand.categories):,.0f}."


def _ambulances(parts: Parts) -> Iterator[str]:
    fleet = parts.ambulances.fleet
    hours = sum(one.count * hours_a_week(one.shifts) for one in fleet)
    count, mean = sum(one.count for one in fleet), hours / 168
    yield f"{count} ambulances, {hours:,.0f} unit hours a week ({mean:.1f} on duty in the mean)."
    by_station = Counter[str]()
    for one in fleet:
        by_station[one.station] += one.count
    yield "Stations: " + ", ".join(f"{name} {n}" for name, n in by_station.items()) + "."
    yield "Hospitals: " + ", ".join(parts.ambulances.hospitals) + "."


def _schemes(parts: Parts) -> Iterator[str]:
    for scheme in parts.schemes:
        units = [unit for unit in parts.units if unit.scheme == scheme.code]
        yield _scheme(scheme, units)


def _scheme(scheme: Scheme, units: list[Unit]) -> str:
    hours = sum(unit.count * hours_a_week(unit.shifts) for unit in units)
    count = sum(unit.count for unit in units)
    responding = sum(unit.count for unit in units if unit.responds)
    told = f"{scheme.name}: {_many(count, 'unit')}, {hours:,.0f} unit hours a week"
    if not scheme.live or not responding:
        return f"{told}. They do not co-respond."
    asked = "its control is asked first" if scheme.needs_release else "asked directly"
    cap = (
        f"; at most {scheme.cap_minutes:g} minutes of medical work in a shift"
        if scheme.cap_minutes
        else ""
    )
    return f"{told}; {asked}; {scheme.accepts:.0%} of offers are accepted{cap}."


def _jobs(parts: Parts) -> Iterator[str]:
    for patch in parts.patches:
        if patch.work:
            grades = ", ".join(
                f"grade {work.grade}: {work.a_day * 365.25:,.0f}" for work in patch.work
            )
            total = sum(work.a_day for work in patch.work) * 365.25
            yield f"{patch.name}: {total:,.0f} a year ({grades})."


def _rules(parts: Parts) -> Iterator[str]:
    rules = parts.rules
    yield f"Rule pack: {'that of the product' if rules.pack == 'default' else rules.pack}."
    recalls = ", ".join(map(str, rules.recalls)) or "none"
    movable = ", ".join(map(str, rules.movable)) or "none"
    yield f"Jobs that call a unit back: grade {recalls}."
    yield f"Jobs that a unit can be moved from: grade {movable}."
    yield f"Up to {_many(rules.tries, 'unit')} tried for one call."


def _arm(arm: ArmPlan) -> str:
    return f"{arm.name}: {arm.says}"


def _sources(scenario: Scenario) -> Iterator[str]:
    said = (one.says for one in scenario.origins if one.kind == "source" and one.says)
    yield from dict.fromkeys(said)


def _origin(one: Origin) -> str:
    reason = f" ({one.says})" if one.says else ""
    return f"Line {one.line}, {one.key} = {one.value}{reason}"


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
