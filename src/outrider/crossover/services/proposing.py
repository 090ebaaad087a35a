"""A case that changes proposes a hazard at its place, changes the proposal, or takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.crossover.services.entries import hazard_entry
from outrider.domain.crossover.hazard import HOMES, Attack, Because, State, proposes
from outrider.domain.safety.decider import Classification
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import SYSTEM
from outrider.safety.models import Case, Incident

STRONGEST = tuple(Because)


def follow_case(incident: Incident, standing: Sequence[Case], now: datetime) -> list[NewEntry]:
    """A listener of officer safety, in the transaction of the change."""
    row = Hazard.objects.select_for_update().filter(incident_id=incident.pk).first()
    because = because_of(incident, standing)
    if row is None:
        return _propose(incident, standing, because, now) if because else []
    if row.state == State.PROPOSED:
        return _keep(row, incident, because, now) if because else _take_back(row, now)
    return [] if standing else _cut_loose(row, now)


def because_of(incident: Incident, standing: Sequence[Case]) -> Because | None:
    """The strongest reason of any victim whose record stands."""
    found = {proposes(_attack(incident, case)) for case in standing}
    return next((each for each in STRONGEST if each in found), None)


def _attack(incident: Incident, case: Case) -> Attack:
    return Attack(
        methods=frozenset(case.methods),
        weapon=case.weapon,
        classification=Classification(case.classification),
        in_a_home=bool(incident.in_a_home) or incident.location_type in HOMES,
        placed=incident.lat is not None and incident.lon is not None,
    )


def _propose(
    incident: Incident, standing: Sequence[Case], because: Because, now: datetime
) -> list[NewEntry]:
    row = Hazard(
        incident_id=incident.pk,
        station_id=standing[0].station_id,
        radius_metres=settings.HAZARD_RADIUS,
        proposed_at=now,
    )
    _fill(row, incident, because)
    row.save(force_insert=True)
    return [hazard_entry(row, "proposed", SYSTEM, now, rule=because.rule)]


def _keep(row: Hazard, incident: Incident, because: Because, now: datetime) -> list[NewEntry]:
    before = (row.lat, row.lon, row.label, row.because, row.occurred_on)
    _fill(row, incident, because)
    if (row.lat, row.lon, row.label, row.because, row.occurred_on) == before:
        return []
    row.version += 1
    row.save()
    return [hazard_entry(row, "changed", SYSTEM, now, rule=because.rule)]


def _fill(row: Hazard, incident: Incident, because: Because) -> None:
    assert incident.lat is not None  # `proposes` asks for a point
    assert incident.lon is not None
    row.lat, row.lon, row.label = incident.lat, incident.lon, incident.place_label
    row.because = because.value
    row.occurred_on = timezone.localdate(incident.occurred_at)


def _take_back(row: Hazard, now: datetime) -> list[NewEntry]:
    """Nothing is left that proposes it: it goes, as if it had not been."""
    entry = hazard_entry(row, "taken-back", SYSTEM, now)
    row.delete()
    return [entry]


def _cut_loose(row: Hazard, now: datetime) -> list[NewEntry]:
    """The person took their record back. A confirmed hazard is about the place and stands."""
    if row.state == State.TURNED_DOWN:
        return _take_back(row, now)
    row.incident_id = row.occurred_on = None
    row.version += 1
    row.save()
    return [hazard_entry(row, "cut-loose", SYSTEM, now)]
