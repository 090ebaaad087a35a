"""What became of the homes that the year's assaults proposed: by the rule, then by a supervisor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.crossover.services.entries import hazard_entry
from outrider.crossover.services.proposing import because_of
from outrider.demo.seeds import made_id, stream
from outrider.domain.crossover.hazard import Because, State, months_later, stands_on
from outrider.journal.append import append_in_chunks
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import SYSTEM, Actor
from outrider.safety.models import Case, Incident

BACK: Final = timedelta(days=300)
STILL_WAITS: Final = timedelta(days=2)
CONFIRMED: Final = 0.6
ENDED: Final = 0.15  # of those that were confirmed
SAID: Final = (
    "Ring police control before anybody goes in",
    "Two large dogs, loose in the yard",
    "Only the back door opens",
    "Man there has threatened crews before",
    "",
)
TURNED_DOWN: Final = ("They have moved away", "A visitor, who does not live there")
OVER: Final = ("They have moved away", "House is empty now")
Told = tuple[datetime, NewEntry]


def write_hazards(seed: int, anchor: datetime) -> int:
    """Returns how many there are, in whatever state."""
    rows: list[Hazard] = []
    told: list[Told] = []
    incidents = Incident.objects.filter(occurred_at__gte=anchor - BACK, lat__isnull=False)
    for incident in incidents.order_by("recorded_at", "pk"):
        standing = list(
            incident.cases.filter(withdrawn_at__isnull=True, victim__isnull=False)
            .select_related("supervisor__user")
            .order_by("number")
        )
        because = because_of(incident, standing)
        if because is not None:
            row = _proposed(seed, incident, standing[0], because)
            rows.append(row)
            told += _life(row, standing[0], stream(seed, "hazard", incident.pk), anchor)
    with transaction.atomic():
        Hazard.objects.bulk_create(rows, batch_size=500)
    told.sort(key=lambda each: (each[0], each[1].stream))
    append_in_chunks(entry for _, entry in told)
    return len(rows)


def _proposed(seed: int, incident: Incident, case: Case, because: Because) -> Hazard:
    assert incident.lat is not None
    assert incident.lon is not None
    return Hazard(
        id=made_id(seed, "hazard", incident.pk),
        incident_id=incident.pk,
        station_id=case.station_id,
        lat=incident.lat,
        lon=incident.lon,
        label=incident.place_label,
        radius_metres=settings.HAZARD_RADIUS,
        because=because.value,
        occurred_on=timezone.localdate(incident.occurred_at),
        proposed_at=case.recorded_at,
    )


def _life(row: Hazard, case: Case, random: Random, anchor: datetime) -> Iterator[Told]:
    """The decisions that were made by now, each with its journal entry."""
    at = row.proposed_at
    rule = Because(row.because).rule
    yield at, hazard_entry(row, "proposed", SYSTEM, at, rule=rule)
    at += timedelta(hours=random.uniform(3, 60))
    if at >= anchor or anchor - row.proposed_at < STILL_WAITS:
        return
    by = _decider(case)
    row.decided_at, row.decided_by, row.version = at, by.id, 1
    if random.random() >= CONFIRMED:
        row.state, row.reason, row.ended_at = State.TURNED_DOWN, random.choice(TURNED_DOWN), at
        yield at, hazard_entry(row, "turned-down", by, at, text=row.reason)
        return
    row.state, row.reason = State.IN_FORCE, random.choice(SAID)
    row.expires_on = months_later(timezone.localdate(at), settings.HAZARD_MONTHS)
    yield at, hazard_entry(row, "confirmed", by, at, last_day=row.expires_on.isoformat())
    yield from _over(row, by, random, at, anchor)


def _over(
    row: Hazard, by: Actor, random: Random, confirmed: datetime, anchor: datetime
) -> Iterator[Told]:
    ends = confirmed + timedelta(days=random.uniform(10, 120))
    if random.random() < ENDED and ends < anchor:
        row.state, row.reason, row.version = State.ENDED, random.choice(OVER), 2
        row.ended_at = row.decided_at = ends
        yield ends, hazard_entry(row, "ended", by, ends, text=row.reason)
        return
    assert row.expires_on is not None
    if stands_on(row.expires_on, timezone.localdate(anchor)):
        return
    midnight = timezone.make_aware(
        datetime.combine(row.expires_on + timedelta(days=1), datetime.min.time())
    )
    row.state, row.ended_at, row.version = State.EXPIRED, midnight, 2
    yield midnight, hazard_entry(row, "expired", SYSTEM, midnight)


def _decider(case: Case) -> Actor:
    user = case.supervisor.user if case.supervisor else None
    name = str(user.pseudonym) if user else str(made_id(0, "pseudonym", case.supervisor_id))
    return Actor(name, "supervisor")
