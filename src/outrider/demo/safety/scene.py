"""A case while its story is written: who has which part, and the steps that they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from outrider.demo.safety.attacks import Attack
from outrider.demo.safety.facts import Facts
from outrider.demo.safety.people import Person
from outrider.domain.safety.case import commands as c

VICTIM: Final = "victim"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what in one case. Never the victim."""

    supervisor: Person
    inspector: Person
    oic: Person
    taker: Person
    trainer: Person
    link: Person | None = None

    def owners(self) -> dict[str, str]:
        """Owner role of the plan -> officer, as the register answers at the station."""
        return {
            "victims-supervisor": str(self.supervisor.id),
            "incident-supervisor": str(self.supervisor.id),
            "inspector": str(self.inspector.id),
            "dmm-chair": str(self.inspector.id),
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One command at its moment. `with_it` is what the press carried besides."""

    at: datetime
    who: Person | str  # "victim", "system"
    command: c.Command
    text: str | None = None
    with_it: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Scene:
    """`recorded` is when the record was pressed; nothing happens after `until`."""

    id: UUID
    attack: Attack
    facts: Facts
    cast: Cast
    random: Random
    recorded: datetime
    until: datetime
    seed: int
    number: str  # "OH-26-0318"
    station_id: int
    steps: list[Step] = field(default_factory=list)

    @property
    def victim(self) -> Person:
        return self.attack.person

    @property
    def crime(self) -> bool:
        return self.attack.assault

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def days(self, low: float, high: float) -> timedelta:
        return timedelta(minutes=round(self.random.uniform(low, high) * 1_440))

    def hours(self, low: float, high: float) -> timedelta:
        return timedelta(minutes=round(self.random.uniform(low, high) * 60))

    def do(
        self,
        at: datetime,
        who: Person | str,
        command: c.Command,
        text: str | None = None,
        **with_it: Any,
    ) -> None:
        self.steps.append(Step(at, who, command, text, with_it))

    def in_order(self) -> list[Step]:
        """What happened before `until`; equal times keep the order in which they were written."""
        done = [step for step in self.steps if step.at <= self.until]
        return sorted(done, key=lambda step: step.at)
