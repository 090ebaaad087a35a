"""What officers went through, from the rows of both schemes: hard jobs and assaults.

Read here alone, and for one purpose: to offer support. It has no way back to who is sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from outrider.coresponse.models import Mission
from outrider.crossover.models import SupportOffer
from outrider.domain.coresponse.mission import Phase
from outrider.domain.crossover.hazard import WEAPONS
from outrider.domain.crossover.support import (
    Assault,
    Exposure,
    Job,
    Kind,
    counts,
    is_heavy,
    is_traumatic,
)
from outrider.domain.safety.decider import Classification
from outrider.people.models import Crewing
from outrider.safety.models import Case

ByOfficer = dict[UUID, list[Exposure]]


def exposures_since(since: datetime, officer: UUID | None = None) -> ByOfficer:
    """By officer, each thing once."""
    found: dict[UUID, dict[str, Exposure]] = defaultdict(dict)
    for who, exposure in (
        *_jobs(since, officer),
        *_assaults(since, officer),
        *_told(since, officer),
    ):
        # a hard job of which the officer also said "too much" is one thing
        found[who].setdefault(exposure.key, exposure)
    return {who: list(each.values()) for who, each in found.items()}


def _jobs(since: datetime, officer: UUID | None) -> Iterable[tuple[UUID, Exposure]]:
    rows = Mission.objects.filter(
        ended_at__gte=since, with_patient_at__isnull=False, call__exercise=False
    ).select_related("call", "report")
    if officer is not None:
        shifts = Crewing.objects.filter(officer_id=officer, ends_at__gte=since)
        rows = rows.filter(unit__in=shifts.values("unit"))
    hard = [row for row in rows if is_traumatic(_job(row))]
    crews = _crews(hard, officer)
    for row in hard:
        assert row.ended_at is not None
        exposure = Exposure(Kind.JOB, job_key(row.pk), row.ended_at, heavy=True)
        for who in crews[row.pk]:
            yield who, exposure


def job_key(mission: UUID) -> str:
    return f"mission:{mission}"


def case_key(case: UUID) -> str:
    return f"case:{case}"


def _job(row: Mission) -> Job:
    report = getattr(row, "report", None)
    return Job(
        condition=report.condition if report else row.call.condition,
        age_band=row.call.age_band,
        with_patient=row.with_patient_at is not None,
        left_by_order=row.phase == Phase.CARE_ABANDONED,
        answers=report.answers if report else {},
    )


def _crews(missions: list[Mission], officer: UUID | None) -> dict[UUID, list[UUID]]:
    """Who was on board while the unit was with the patient."""
    found: dict[UUID, list[UUID]] = {row.pk: [] for row in missions}
    if not missions:
        return found
    units = {row.unit_id for row in missions}
    first = min(row.with_patient_at for row in missions if row.with_patient_at)
    shifts = Crewing.objects.filter(unit__in=units, ends_at__gte=first)
    if officer is not None:
        shifts = shifts.filter(officer_id=officer)
    by_unit: dict[UUID, list[Crewing]] = defaultdict(list)
    for shift in shifts:
        by_unit[shift.unit_id].append(shift)
    for row in missions:
        found[row.pk] = sorted(
            {each.officer_id for each in by_unit[row.unit_id] if _was_there(each, row)}
        )
    return found


def _was_there(shift: Crewing, row: Mission) -> bool:
    assert row.with_patient_at is not None
    assert row.ended_at is not None
    return shift.starts_at <= row.ended_at and shift.ends_at >= row.with_patient_at


def _assaults(since: datetime, officer: UUID | None) -> Iterable[tuple[UUID, Exposure]]:
    rows = Case.objects.filter(
        withdrawn_at__isnull=True, victim__isnull=False, incident__occurred_at__gte=since
    ).select_related("incident")
    # what somebody else recorded counts once the officer has said that it was them
    rows = rows.exclude(Q(on_behalf=True) & Q(confirmed_at__isnull=True))
    if officer is not None:
        rows = rows.filter(victim_id=officer)
    for row in rows:
        what = _assault(row)
        if counts(what) and row.victim_id is not None:
            at = row.incident.occurred_at
            yield row.victim_id, Exposure(Kind.ASSAULT, case_key(row.pk), at, is_heavy(what))


def _assault(row: Case) -> Assault:
    armed = row.weapon in WEAPONS or bool({"weapon", "vehicle"} & set(row.methods))
    return Assault(Classification(row.classification), row.hurt, row.medical, armed)


def _told(since: datetime, officer: UUID | None) -> Iterable[tuple[UUID, Exposure]]:
    """What an officer said was too much is as heavy as they say."""
    rows = SupportOffer.objects.filter(made_at__gte=since)
    if officer is not None:
        rows = rows.filter(officer_id=officer)
    for row in rows:
        for each in row.because:
            if each["kind"] != Kind.TOO_MUCH:
                continue
            yield row.officer_id, Exposure(Kind.TOO_MUCH, each["key"], row.made_at, heavy=True)
