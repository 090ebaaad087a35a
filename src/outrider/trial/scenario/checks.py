"""What must fit together in a scenario: names, sums, shifts, files. Every fault is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from outrider.domain.coresponse.rules import AGE_BANDS, Pack
from outrider.trial.scenario import weeks
from outrider.trial.scenario.lines import Key
from outrider.trial.scenario.paths import SYNTHETIC, pack_of, path_of
from outrider.trial.scenario.reading import Reader
from outrider.trial.scenario.whole import Parts


def check(parts: Parts, reader: Reader, folder: Path) -> None:
    """Tells the reader of everything that does not fit."""
    for one in (_horizon, _names, _spots, _references, _hours):
        for key, wrong, remedy in one(parts):
            reader.wrong(key, wrong, remedy)
    _shifts(parts, (), reader)
    _files(parts, reader, folder)


Told = Iterator[tuple[Key, str, str]]


def _horizon(parts: Parts) -> Told:
    days, start = parts.horizon.days, parts.horizon.start
    if days % 7:
        remedy = f"Take {days // 7 * 7} or {days // 7 * 7 + 7}."
        yield ("horizon", "days"), f"{days} days are not whole weeks.", remedy
    if start.weekday():
        yield ("horizon", "start"), f"{start:%d %B %Y} is a {start:%A}.", "Begin on a Monday."
    if parts.horizon.warm_up_hours >= days * 24:
        yield ("horizon", "warm_up_hours"), "The warm-up is as long as the run.", "Make it shorter."
    if not parts.places.towns and parts.places.points is None and parts.demand.imported is None:
        yield ("places",), "There is nowhere for calls to come from.", "Add towns or points."
    if not parts.arms:
        yield (
            (),
            "There is no arm.",
            "Add [[arms]] with name = “without” and on = false, and others.",
        )


def _names(parts: Parts) -> Told:
    for table in ("schemes", "patches", "arms", "spots", "units"):
        rows: Sequence[Any] = getattr(parts, table)
        name = "code" if table == "schemes" else "name"
        counted = Counter(getattr(row, name) for row in rows)
        for place, row in enumerate(rows):
            if counted[getattr(row, name)] > 1:
                wrong = f"“{getattr(row, name)}” is there more than once in {table}."
                yield (table, place, name), wrong, "Give each its own name."
    towns = {town.name for town in parts.places.towns}
    for place, spot in enumerate(parts.spots):
        if spot.name in towns:
            wrong = f"“{spot.name}” is a town, too."
            yield ("spots", place, "name"), wrong, "Give the spot another name."
    counted = Counter(one.name for one in parts.demand.categories)
    for place, one in enumerate(parts.demand.categories):
        if counted[one.name] > 1:
            yield (
                ("demand", "categories", place),
                f"{one.name} is there twice.",
                "Put them together.",
            )


def _spots(parts: Parts) -> Told:
    known = spot_names(parts)
    for place, vehicles in enumerate(parts.ambulances.fleet):
        yield from _unknown(("ambulances", "fleet", place, "station"), [vehicles.station], known)
    yield from _unknown(("ambulances", "hospitals"), parts.ambulances.hospitals, known)
    for place, patch in enumerate(parts.patches):
        yield from _unknown(("patches", place, "at"), [patch.at], known)
    for place, unit in enumerate(parts.units):
        yield from _unknown(("units", place, "beat"), unit.beat, known)
        if sum(unit.beat.values()) <= 0:
            wrong = f"{unit.name} is nowhere."
            yield ("units", place, "beat"), wrong, 'Give beat = { "a spot or town" = 1 }.'
    for name, empty in (
        ("fleet", parts.ambulances.fleet),
        ("hospitals", parts.ambulances.hospitals),
    ):
        if not empty:
            yield ("ambulances", name), f"There are no {name}.", "Give at least one."


def spot_names(parts: Parts) -> list[str]:
    """Everything that a place may be called by."""
    return [spot.name for spot in parts.spots] + [town.name for town in parts.places.towns]


def _references(parts: Parts) -> Told:
    schemes = [one.code for one in parts.schemes]
    patches = [one.name for one in parts.patches]
    arms = [one.name for one in parts.arms]
    for place, unit in enumerate(parts.units):
        yield from _unknown(("units", place, "scheme"), [unit.scheme], schemes)
        yield from _unknown(("units", place, "patch"), [unit.patch], patches)
        yield from _unknown(("units", place, "only_in"), unit.only_in, arms)
    names = [unit.name for unit in parts.units]
    for place, arm in enumerate(parts.arms):
        yield from _unknown(("arms", place, "schemes"), arm.schemes, schemes)
        yield from _unknown(("arms", place, "shifts"), arm.shifts, names)
    for place, known in enumerate(parts.known):
        yield from _unknown(("known", place, "arm"), [known.arm], arms)
    categories = [one.name for one in parts.demand.categories]
    for name, others in parts.ambulances.divert.may.items():
        key = ("ambulances", "divert", "may", name)
        yield from _unknown(key, [name, *others], categories)


def _hours(parts: Parts) -> Told:
    hours = parts.demand.hours
    for name, length in (("weekday", 24), ("saturday", 24), ("sunday", 24), ("days", 7)):
        numbers = getattr(hours, name)
        if numbers:
            yield from _so_many(("demand", "hours", name), numbers, length)
    yield from _so_many(("ambulances", "pace", "hours"), parts.ambulances.pace.hours, 24)
    for place, patch in enumerate(parts.patches):
        yield from _so_many(("patches", place, "hours"), patch.hours, 24)
    for place, one in enumerate(parts.demand.categories):
        if sum(one.complaints.values()) <= 0:
            key: Key = ("demand", "categories", place, "complaints")
            yield key, f"{one.name} has no complaints.", "Give complaints = { id = share }."


def _so_many(key: Key, numbers: Sequence[float], length: int) -> Told:
    if len(numbers) != length:
        yield key, f"There are {len(numbers)} numbers.", f"Give {length}."
    elif sum(numbers) <= 0:
        yield key, "All numbers are 0.", "Give at least one above 0."


def _unknown(key: Key, names: Iterable[str], known: Sequence[str]) -> Told:
    for name in names:
        if name not in known:
            listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
            yield key, f"“{name}” is not in this file.", f"There are: {listed or 'none'}."


def _shifts(part: Any, key: Key, reader: Reader) -> None:
    """Every list of shifts, wherever it stands."""
    for each in fields(part):
        value, here = getattr(part, each.name), (*key, each.name)
        if each.name == "shifts":
            for shifts in value.values() if isinstance(value, dict) else (value,):
                try:
                    weeks.windows(shifts)
                except ValueError as wrong:
                    reader.wrong(here, str(wrong), weeks.HOW)
        elif is_dataclass(value):
            _shifts(value, here, reader)
        elif isinstance(value, tuple):
            for place, one in enumerate(value):
                if is_dataclass(one):
                    _shifts(one, (*here, place), reader)


def files_of(parts: Parts) -> Iterator[tuple[Key, str]]:
    """Every file that the scenario names, and where it does, but rule packs."""
    if parts.roads.network != SYNTHETIC:
        yield ("roads", "network"), parts.roads.network
    for name in ("points", "country", "ages"):
        named = getattr(parts.places, name)
        if named is not None:
            yield ("places", name, "file"), named.file
    if parts.demand.imported is not None:
        yield ("demand", "imported", "file"), parts.demand.imported.file


def packs_of(parts: Parts) -> Iterator[tuple[Key, str]]:
    """Every rule pack that the scenario names, and where."""
    yield ("rules", "pack"), parts.rules.pack
    for place, arm in enumerate(parts.arms):
        if arm.pack:
            yield ("arms", place, "pack"), arm.pack


def _files(parts: Parts, reader: Reader, folder: Path) -> None:
    for key, words in files_of(parts):
        try:
            path_of(words, folder)
        except ValueError as wrong:
            reader.wrong(key, str(wrong), "")
    for key, words in packs_of(parts):
        try:
            pack = pack_of(words, folder)
        except ValueError as wrong:
            reader.wrong(key, str(wrong), "")
            continue
        for told in _words_of(parts, pack):
            reader.wrong(*told)


def _words_of(parts: Parts, pack: Pack) -> Told:
    """Complaints, flags and age bands that the pack does not have."""
    complaints = list(pack.complaints)
    for place, one in enumerate(parts.demand.categories):
        yield from _unknown(
            ("demand", "categories", place, "complaints"), one.complaints, complaints
        )
    yield from _unknown(
        ("demand", "arrests", "complaint"), [parts.demand.arrests.complaint], complaints
    )
    yield from _unknown(("demand", "flags"), parts.demand.flags, list(pack.flags))
    yield from _unknown(("demand", "ages"), parts.demand.ages, list(AGE_BANDS))
    for name in ("points", "ages"):
        named = getattr(parts.places, name)
        if named is not None:
            yield from _unknown(("places", name, "ages"), named.ages, list(AGE_BANDS))
