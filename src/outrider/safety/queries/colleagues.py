"""Who could take a part in a case: offered, never imposed, and never the victim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from outrider.domain.access import Role
from outrider.safety.models import Case
from outrider.safety.services.people import SUPERVISING, holders_of

PARTS: Final = {
    "oic": (Role.OFFICER_IN_THE_CASE,),
    "statement": (Role.OFFICER_IN_THE_CASE, *SUPERVISING),
    "supervisor": (*SUPERVISING, Role.INSPECTOR),
}
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Colleague:
    number: str
    name: str
    on_duty: bool

    @property
    def words(self) -> str:
        return f"{self.name}{', on duty' if self.on_duty else ''}"


def could_take(part: str, case: Case, now: datetime) -> list[Colleague]:
    """Those of the station first, on duty first."""
    found = holders_of(PARTS[part], case.station_id, now)
    if case.victim_id is not None:
        found = found.exclude(pk=case.victim_id)
    return [
        Colleague(row.number, row.spoken_name, bool(getattr(row, "on_duty", False)))
        for row in found[:MOST]
    ]
