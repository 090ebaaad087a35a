"""Places that the year's assaults proposed as hazards, and what became of each proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.crossover.services.entries import hazard_entry
from outrider.crossover.services.proposing import because_of
from outrider.demo.past.calls import LOCAL
from outrider.demo.safety.play import Played, pseudonym
from outrider.demo.seeds import made_id, stream
from outrider.domain.crossover.hazard import Press, State, after
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import SYSTEM, Actor

CONFIRMED: Final = 0.6  # assumed, as the next one
TURNED_DOWN: Final = 0.3  # of all; the rest nobody has decided yet
STANDS: Final = (60, 92)  # days
REASONS: Final = (
    "The tenant has moved out since.",
    "It began in the street and only ended at the door.",
    "One visit, no history, and the person is in care now.",
)


@dataclass
class Hazards:
    rows: list[Hazard] = field(default_factory=list)
    entries: list[tuple[datetime, NewEntry]] = field(default_factory=list)


def draw_hazards(seed: int, cases: Iterable[Played], anchor: datetime) -> Hazards:
    """A proposal for each attack in somebody's home, by the product's own rule."""
    found = Hazards()
    for played in cases:
        rows = played.rows
        because = because_of(rows.incident, [rows.case])
        if because is None or rows.incident.lat is None or rows.incident.lon is None:
            continue
        at = rows.case.recorded_at
        hazard = Hazard(
            id=made_id(seed, "hazard", rows.incident.pk),
            lat=rows.incident.lat,
            lon=rows.incident.lon,
            label=rows.incident.place_label,
            radius_metres=settings.HAZARD_RADIUS,
            because=because.value,
            incident_id=rows.incident.pk,
            station_id=rows.case.station_id,
            occurred_on=timezone.localdate(rows.incident.occurred_at),
            proposed_at=at,
        )
        found.rows.append(hazard)
        entry = hazard_entry(hazard, "proposed", SYSTEM, at, rule=because.rule)
        found.entries.append((at, entry))
        _decide(seed, played, hazard, found, anchor)
    return found


def _decide(seed: int, played: Played, hazard: Hazard, found: Hazards, anchor: datetime) -> None:
    """The supervisor looks at it within days."""
    random = stream(seed, "safety-hazard", hazard.pk)
    at = hazard.proposed_at + timedelta(hours=random.uniform(5, 120))
    drawn = random.random()
    if at > anchor or drawn >= CONFIRMED + TURNED_DOWN:
        return
    supervisor = played.scene.cast.supervisor
    by = Actor(pseudonym(seed, supervisor), "supervisor")
    hazard.decided_at, hazard.decided_by = at, by.id
    if drawn < TURNED_DOWN:
        hazard.reason = random.choice(REASONS)
        _move(found, hazard, Press.TURN_DOWN, "turned-down", by, at)
        return
    hazard.expires_on = timezone.localdate(at) + timedelta(days=random.randint(*STANDS))
    _move(found, hazard, Press.CONFIRM, "confirmed", by, at)
    over = datetime.combine(hazard.expires_on + timedelta(days=1), time(0, 1), LOCAL)
    if over <= anchor:
        _move(found, hazard, Press.EXPIRE, "expired", SYSTEM, over.astimezone(at.tzinfo))


def _move(found: Hazards, hazard: Hazard, press: Press, kind: str, by: Actor, at: datetime) -> None:
    """As the service writes it: the state, its entry, and the last day of what stands."""
    hazard.state = after(State(hazard.state), press).value
    hazard.version += 1
    if press is not Press.CONFIRM:
        hazard.ended_at = at
    confirmed = press is Press.CONFIRM and hazard.expires_on is not None
    day = hazard.expires_on.isoformat() if confirmed and hazard.expires_on else None
    text = hazard.reason if press is Press.TURN_DOWN else None
    found.entries.append((at, hazard_entry(hazard, kind, by, at, text=text, last_day=day)))
