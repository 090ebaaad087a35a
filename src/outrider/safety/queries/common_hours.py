"""When two officers are both on duty, by the rota."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from outrider.domain.safety.meeting import Spell, times_together
from outrider.people.models import DutySpell
from outrider.safety.calendar import policy

AHEAD: Final = timedelta(days=28)
NOTICE: Final = timedelta(hours=2)
MOST: Final = 100  # spells of one officer in that time


def common_times(one: UUID | None, other: UUID | None, now: datetime) -> list[datetime]:
    """The next times for a conversation; none when the rota has no hour in common."""
    if one is None or other is None:
        return []
    after = now + NOTICE
    return times_together(_spells(one, after), _spells(other, after), after, policy().calendar.zone)


def _spells(officer: UUID, after: datetime) -> list[Spell]:
    rows = DutySpell.objects.filter(
        officer=officer, ends_at__gt=after, starts_at__lt=after + AHEAD
    ).order_by("starts_at")
    return list(rows.values_list("starts_at", "ends_at")[:MOST])
