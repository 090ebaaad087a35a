"""Who brings a file in, when, and what they look after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypeAlias

from outrider.people.actors import Actor

Locate: TypeAlias = Callable[[str], tuple[float, float]]
"""Latitude and longitude of an OS grid reference or a town; raises `Unclear`."""


@dataclass(frozen=True, slots=True)
class Context:
    actor: Actor
    now: datetime
    zone: tzinfo
    locate: Locate
    scope: frozenset[int] | None = None  # stations looked after; None: the whole force
    user_id: int | None = None  # who brings it; None at the command line
    may_give_roles: bool = True
    lock: bool = False  # rows that may change are locked: the plan is about to be written
    replace: bool = False  # a rota takes the place of what is there for its people and days

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def looks_after(self, station_id: int) -> bool:
        return self.scope is None or station_id in self.scope
