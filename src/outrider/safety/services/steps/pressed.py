"""What a step works with, and what several of them need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from outrider.domain.access import Viewer
from outrider.domain.errors import invalid
from outrider.domain.safety.case import commands as c
from outrider.people.actors import Actor
from outrider.safety.models import Case, CaseText
from outrider.safety.services.parts import Parts
from outrider.safety.services.record import OpenCase


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a step works with."""

    opened: OpenCase
    parts: Parts
    actor: Actor
    by: Viewer
    press_id: UUID

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def now(self) -> datetime:
        return self.opened.now

    def decide(self, command: c.Command, text: str | None = None) -> None:
        self.opened.decide(command, self.actor, text=text)

    def keep(self, kind: str, body: str) -> None:
        """The person's own words, where they can be erased."""
        CaseText.objects.update_or_create(
            case=self.case, kind=kind, defaults={"body": body, "written_at": self.now}
        )


Steps = Mapping[str, Callable[[Pressed], None]]


def me(p: Pressed) -> str:
    """Who presses, as an officer."""
    if p.by.officer_id is None:
        raise invalid("press", "Your account is not linked to an officer. Ask an administrator.")
    return p.by.officer_id


def task_key(p: Pressed) -> str:
    """Which task of the plan is meant."""
    return p.parts.text("task", "Say which task.", longest=40)
