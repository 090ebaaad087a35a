"""The rota: who is on duty from when to when."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, TypeAlias
from uuid import UUID

from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Tell, Written
from outrider.people.importing.plan import Outcome, Plan, Row
from outrider.people.importing.reading.rows import RawRow
from outrider.people.importing.register import Officers, number_of
from outrider.people.importing.row_reader import RowReader
from outrider.people.importing.values.days import day_of
from outrider.people.importing.values.moments import is_later, is_time, moment_of, spoken, time_on
from outrider.people.models import DutySpell, Officer

LONGEST: Final = timedelta(hours=24)
_DAY: Final = timedelta(days=1)

COLUMNS: Final = (
    Column("number", "Number", "The person’s number, as in the list of people.", True,
           ("collar number", "collar no", "collar", "shoulder number", "warrant number",
            "staff number", "employee number", "officer number", "no"), "3318"),
    Column("day", "Date", "The day on which the shift starts. Leave the column out where start "
           "and end hold the day.", False, ("shift date", "on", "day", "duty date"), "14/11/2026"),
    Column("start", "Start", "21:00 beside a date, or 14/11/2026 21:00.", True,
           ("starts", "from", "start time", "shift start", "starts at", "begin", "on duty"),
           "21:00"),
    Column("end", "End", "07:00 is the next morning where it is before the start.", True,
           ("ends", "to", "end time", "shift end", "ends at", "finish", "off duty", "until"),
           "07:00"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """One person's time on duty, in UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(slots=True)
class Shift:
    officer_id: UUID
    spell: Spell


_Read: TypeAlias = tuple[RowReader, Officer | None, Spell | None]


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        rows = Officer.objects.order_by("pk")
        self.officers = Officers(rows.select_for_update() if context.lock else rows)
        self.there: dict[UUID, dict[Spell, int]] = {}
        self._sorted: dict[UUID, list[Spell]] = {}
        self.lines: dict[tuple[UUID, Spell], int] = {}
        self.refused: set[UUID] = set()

    def load(self) -> None:
        """Shifts that the register has, by person."""
        numbers = {RowReader(self.table, raw).shown("number") for raw in self.table.rows}
        ids = [officer.pk for officer in self.officers.all() if officer.number in numbers]
        for start in range(0, len(ids), 500):
            rows = DutySpell.objects.filter(officer_id__in=ids[start : start + 500])
            columns = ("pk", "officer_id", "starts_at", "ends_at")
            for pk, who, starts, ends in rows.values_list(*columns):
                self.there.setdefault(who, {})[Spell(starts, ends)] = pk

    def first_pass(self, raw: RawRow) -> _Read:
        """What the row says, before it is compared with others."""
        reader = RowReader(self.table, raw)
        officer = reader.read(
            "number", lambda text: self.officers.meant_by(number_of(text), self.context)
        )
        if not isinstance(officer, Officer):
            reader.needed("number", "a shift is somebody’s")
        spell = self._spell(reader)
        known = officer if isinstance(officer, Officer) else None
        if known is not None and spell is not None:
            self._check_spell(reader, known, spell)
        if reader.problems and known is not None:
            self.refused.add(known.pk)
        return reader, known, spell

    def _spell(self, reader: RowReader) -> Spell | None:
        day = reader.read("day", day_of)
        if reader.bad("day"):
            return None
        start = self._moment(reader, "start", day if isinstance(day, date) else None)
        if start is None:
            return None
        end = self._end(reader, start)
        return None if end is None else Spell(start, end)

    def _moment(self, reader: RowReader, key: str, day: date | None) -> datetime | None:
        zone = self.context.zone

        def parse(text: str) -> datetime:
            return time_on(day, text, zone) if day and is_time(text) else moment_of(text, zone)

        found = reader.read(key, parse)
        if isinstance(found, datetime):
            return found
        reader.needed(key, "a shift has a start and an end")
        return None

    def _end(self, reader: RowReader, start: datetime) -> datetime | None:
        """A time alone is the first such time after the start."""
        text = reader.shown("end")
        if not is_time(text):
            return self._moment(reader, "end", None)
        local = start.astimezone(self.context.zone)
        day = local.date() if is_later(text, local) else local.date() + _DAY
        return self._moment(reader, "end", day)

    def _check_spell(self, reader: RowReader, officer: Officer, spell: Spell) -> None:
        if spell in self.there.get(officer.pk, {}):
            return
        length = spell.ends_at - spell.starts_at
        if length <= timedelta():
            reader.refuse("end", "The shift ends before it starts.", "Correct one of the two.")
        elif length > LONGEST:
            hours = length.total_seconds() / 3600
            reader.refuse(
                "end", f"The shift lasts {hours:g} hours.", "Check its days: 24 hours are the most."
            )
        left = officer.left_on
        if left is not None and spell.starts_at.astimezone(self.context.zone).date() > left:
            reader.refuse(
                "start",
                f"{officer.number} left on {left:%d/%m/%Y}.",
                "Take the row out.",
            )

    def second_pass(
        self, raw: RawRow, reader: RowReader, officer: Officer | None, spell: Spell | None
    ) -> Row[Shift]:
        """Against the rows before it and the register."""
        name = reader.shown("number")
        if officer is None or spell is None or reader.problems:
            return _refused(reader, raw, name)
        line = self.lines.setdefault((officer.pk, spell), raw.line)
        if line != raw.line:
            reader.refuse("start", f"The same shift is on line {line}.", "Take one of the two out.")
            return _refused(reader, raw, name)
        if spell in self.there.get(officer.pk, {}):
            same = Shift(officer.pk, spell)
            return Row(raw.line, raw.cells, name, Outcome.UNCHANGED, action=same)
        other = self._overlap(officer.pk, spell)
        if other is not None:
            zone = self.context.zone
            self.refused.add(officer.pk)
            reader.refuse(
                "start",
                f"It overlaps a shift of {officer.number}: {spoken(other.starts_at, zone)} to "
                f"{spoken(other.ends_at, zone)}.",
                "Correct it, or let this file take the place of the rota of its days.",
            )
            return _refused(reader, raw, name)
        insort(self._sorted.setdefault(officer.pk, []), spell)
        return Row(raw.line, raw.cells, name, Outcome.NEW, action=Shift(officer.pk, spell))

    def start_comparing(self, found: list[_Read]) -> list[int]:
        """Which shifts of the register still count; returns those that the file replaces.

        Nothing is replaced for somebody with a refused row: it may be one of these very shifts.
        """
        wanted: dict[UUID, set[Spell]] = {}
        for _, officer, spell in found:
            if officer is not None and spell is not None:
                wanted.setdefault(officer.pk, set()).add(spell)
        gone: list[int] = []
        for who, there in self.there.items():
            stays = dict(there)
            spells = wanted.get(who, set())
            if _overlapping(spells):
                self.refused.add(who)
            if self.context.replace and spells and who not in self.refused:
                first = min(each.starts_at for each in spells)
                last = max(each.ends_at for each in spells)
                out = {
                    s for s in there if s not in spells and s.starts_at < last and s.ends_at > first
                }
                gone += [there[each] for each in out]
                stays = {each: pk for each, pk in there.items() if each not in out}
            self._sorted[who] = sorted(stays)
        return sorted(gone)

    def _overlap(self, who: UUID, spell: Spell) -> Spell | None:
        """A shift that is on at the same time; shifts are sorted, and few are longer than a day."""
        there = self._sorted.get(who, [])
        at = bisect_left(there, spell)
        for other in (*there[max(0, at - 4) : at], *there[at : at + 1]):
            if other.starts_at < spell.ends_at and other.ends_at > spell.starts_at:
                return other
        return None


def _overlapping(spells: set[Spell]) -> bool:
    return any(one.ends_at > two.starts_at for one, two in pairwise(sorted(spells)))


def _refused(reader: RowReader, raw: RawRow, name: str) -> Row[Shift]:
    return Row(raw.line, raw.cells, name, Outcome.REFUSED, problems=tuple(reader.problems))


def plan(table: Table, context: Context, tell: Tell) -> Plan[Shift]:
    planner = _Planner(table, context)
    planner.load()
    found = []
    for done, raw in enumerate(table.rows, start=1):
        found.append(planner.first_pass(raw))
        tell(done, len(table.rows))
    removals = planner.start_comparing(found)
    rows = [planner.second_pass(raw, *each) for raw, each in zip(table.rows, found, strict=True)]
    return Plan("rota", table, rows, removals)


def write(made: Plan[Shift], context: Context) -> Written:
    """One journal row a person: how many shifts, from when to when."""
    shifts = [row.action for row in made.of(Outcome.NEW) if row.action]
    removed: dict[UUID, int] = {}
    for start in range(0, len(made.removals), 500):
        gone = DutySpell.objects.filter(pk__in=made.removals[start : start + 500])
        for who in gone.values_list("officer_id", flat=True):
            removed[who] = removed.get(who, 0) + 1
        gone.delete()
    DutySpell.objects.bulk_create(
        [
            DutySpell(
                officer_id=each.officer_id,
                starts_at=each.spell.starts_at,
                ends_at=each.spell.ends_at,
            )
            for each in shifts
        ],
        batch_size=2_000,
    )
    by_person: dict[UUID, list[Spell]] = {who: [] for who in removed}
    for each in shifts:
        by_person.setdefault(each.officer_id, []).append(each.spell)
    entries = [
        entry(context, f"officer:{who}", "rota.changed", _payload(spells, removed.get(who, 0)))
        for who, spells in by_person.items()
    ]
    return Written(entries, [])


def _payload(spells: list[Spell], removed: int) -> dict[str, Any]:
    said: dict[str, Any] = {"added": len(spells), "removed": removed}
    if spells:
        said["first"] = min(each.starts_at for each in spells).isoformat()
        said["last"] = max(each.ends_at for each in spells).isoformat()
    return said


def export(context: Context) -> Iterator[list[str]]:
    rows = (
        DutySpell.objects.order_by("officer__number", "starts_at", "ends_at")
        .values_list("officer__number", "officer__station_id", "starts_at", "ends_at")
        .distinct()
    )
    for number, station, starts, ends in rows:
        if context.looks_after(station):
            yield [number, "", spoken(starts, context.zone), spoken(ends, context.zone)]


ROTA: Final = Kind(
    "rota", "Rota", "shift", "shifts", COLUMNS, plan, write, export,
    "Who is on duty from when to when. The plan’s tasks go to somebody on duty.",
)  # fmt: skip
