"""Shifts around the force's moment: five watches day and night, and the duties that work days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from outrider.demo.past.calls import LOCAL
from outrider.demo.safety.people import Person
from outrider.demo.safety.stepped_into import KEYS as STEPPED_INTO
from outrider.demo.safety.story import STORY

BEFORE: Final = 2  # days
AFTER: Final = 8
SPELL = tuple[datetime, datetime]
EARLY: Final = (time(7), 10)
LATE: Final = (time(14), 10)
NIGHT: Final = (time(21), 10)
CYCLE: Final = (EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, None, None, None, None)
"""Ten days: with five watches two days apart, somebody is on at every hour."""
DAYS_ONLY: Final = (time(8), 8)
EVENING: Final = (time(19), 8)
NEIGHBOURHOOD: Final = (time(11), 9)
INTO_SHIFT: Final = timedelta(hours=3)
STORY_SHIFT: Final = timedelta(hours=12)
OFF_FOR: Final = timedelta(days=3)
ROUND_THE_CLOCK: Final = ("response", "custody", "roads")
SATURDAY: Final = 5


class Rota:
    """Everybody's spells on duty, and who is on at a moment."""

    def __init__(self, anchor: datetime, people: list[Person]) -> None:
        self.anchor = anchor
        self._shared: dict[tuple[str, int], list[SPELL]] = {}
        self._story = {one.number: one.on_now for one in STORY}
        self.spells = {person.number: self._of(person) for person in people}

    def on_duty(self, person: Person, at: datetime) -> bool:
        return any(start <= at < end for start, end in self.spells[person.number])

    def _of(self, person: Person) -> list[SPELL]:
        if person.number in self._story:
            return self._of_story(on_now=self._story[person.number])
        if person.key in STEPPED_INTO:
            return self._of_story(on_now=True)
        if person.adopted:
            return []  # their shifts are those of their unit
        kind = self._kind(person)
        known = self._shared.get((kind, person.watch))
        if known is None:
            known = self._shared[kind, person.watch] = self._spells(kind, person.watch)
        return known

    def _kind(self, person: Person) -> str:
        inspects = "inspector" in person.roles
        return "response" if person.duty in ROUND_THE_CLOCK or inspects else person.duty

    def _of_story(self, *, on_now: bool) -> list[SPELL]:
        """On now and each day at the same hours; or off for three days more."""
        first = self.anchor - INTO_SHIFT if on_now else self.anchor + OFF_FOR
        days = range(AFTER) if on_now else range(AFTER - OFF_FOR.days)
        return [(start, start + STORY_SHIFT) for n in days for start in [first + timedelta(days=n)]]

    def _spells(self, kind: str, watch: int) -> list[SPELL]:
        today = self.anchor.astimezone(LOCAL).date()
        found = []
        for step in range(-BEFORE, AFTER):
            day = today + timedelta(days=step)
            shift = _shift(kind, watch, day)
            if shift is not None:
                begins, hours = shift
                start = datetime.combine(day, begins, LOCAL)
                found.append((start, start + timedelta(hours=hours)))
        return found


def _shift(kind: str, watch: int, day: date) -> tuple[time, int] | None:
    """The shift that begins on that day."""
    if kind == "response":
        return CYCLE[(day.toordinal() + 2 * watch) % len(CYCLE)]
    if kind == "special":
        return EVENING if (day.toordinal() + watch) % 5 == 0 else None
    if kind == "neighbourhood":
        return NEIGHBOURHOOD if (day.toordinal() + watch) % 7 < SATURDAY else None
    return DAYS_ONLY if day.weekday() < SATURDAY else None
