"""Who else was at each assault: colleagues of the station, crewed alone or in pairs.

Whoever is assaulted is drawn first, by their own rate; colleagues by their hours alone. Among those
who were there the odds are then the ratio of the rates: what is planted for a group shows within
incidents too. Crewing makes no difference: of a set of crews, everybody is the victim as likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from outrider.demo.safety.exposure import Exposure
from outrider.demo.safety.people import Person
from outrider.demo.seeds import stream
from outrider.people.models import IncidentAttendance

CREWS: Final = {(1,): 0.08, (2,): 0.22, (1, 2): 0.30, (2, 2): 0.20, (1, 1): 0.04, (1, 1, 2): 0.16}
"""Crews at an incident by size, and how often; assumed. An officer is single crewed in 0.3."""
ENOUGH: Final = 4
"""Colleagues with hours in the month that a team must have to send all crews itself."""
BATCH: Final = 1_000


class Present(NamedTuple):
    """Somebody at an incident."""

    officer: UUID
    arrived: datetime
    alone: bool


@dataclass(frozen=True)
class Colleagues:
    """Who may be sent beside whom, with their hours by month."""

    people: Sequence[Person]
    exposure: Exposure
    by_team: dict[tuple[str, str], list[int]]
    by_station: dict[str, list[int]]

    @staticmethod
    def of(people: Sequence[Person], exposure: Exposure) -> Colleagues:
        by_team: dict[tuple[str, str], list[int]] = {}
        by_station: dict[str, list[int]] = {}
        for row, one in enumerate(people):
            by_team.setdefault((one.station, one.team), []).append(row)
            by_station.setdefault(one.station, []).append(row)
        return Colleagues(people, exposure, by_team, by_station)

    def beside(self, random: Random, victim: Person, at: datetime, count: int) -> list[Person]:
        """So many others, by their hours in that month; fewer where there are not so many."""
        month = next(
            (n for n, end in enumerate(self.exposure.ends) if at < end),
            len(self.exposure.ends) - 1,
        )
        for rows in (
            self.by_team.get((victim.station, victim.team), []),
            self.by_station.get(victim.station, []),
        ):
            hours = {
                row: float(self.exposure.hours[row, month])
                for row in rows
                if self.people[row].id != victim.id and self.exposure.hours[row, month] > 0
            }
            if len(hours) >= ENOUGH:
                break
        found: list[Person] = []
        while hours and len(found) < count:
            (row,) = random.choices(list(hours), list(hours.values()))
            found.append(self.people[row])
            del hours[row]
        return found


def draw_present(
    seed: int, key: UUID, victim: Person, at: datetime, alone: bool, colleagues: Colleagues
) -> list[Present]:
    """Everybody who was there, the victim first. `key` names the case; `alone`: single crewed."""
    random = stream(seed, "safety-present", key)
    crews = crews_of(random, alone)
    others = colleagues.beside(random, victim, at, sum(crews) - 1)
    first = at - timedelta(minutes=random.randint(4, 50))
    mine = 1 if alone else 2
    sizes = [mine] * (mine - 1) + [size for size in _without(crews, mine) for _ in range(size)]
    arrived = [first] * (mine - 1) + [
        first + timedelta(minutes=random.randint(0, 3)) for _ in sizes[mine - 1 :]
    ]
    return [
        Present(victim.id, first, alone),
        *(
            Present(other.id, when, size == 1)
            for other, size, when in zip(others, sizes, arrived, strict=False)
        ),
    ]


def crews_of(random: Random, alone: bool) -> tuple[int, ...]:
    """The crews, given how the victim was crewed: everybody there is the victim as likely."""
    wanted = 1 if alone else 2
    weights = {
        crews: often * sum(size for size in crews if size == wanted) / sum(crews)
        for crews, often in CREWS.items()
    }
    return random.choices(list(weights), list(weights.values()))[0]


def _without(crews: tuple[int, ...], size: int) -> list[int]:
    left = list(crews)
    left.remove(size)
    return left


def write_present(rows: dict[str, list[Present]]) -> None:
    """By the log's reference of the incident."""
    IncidentAttendance.objects.bulk_create(
        (
            IncidentAttendance(
                reference=reference,
                officer_id=one.officer,
                arrived_at=one.arrived,
                alone=one.alone,
            )
            for reference, present in rows.items()
            for one in present
        ),
        batch_size=BATCH,
    )
