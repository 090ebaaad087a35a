"""Facts that change with the clock (shifts, expiry dates) worked out and kept on the unit's row.

A view of a unit depends on rows alone, so that snapshot plus events is the whole picture.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from outrider.coresponse.choosing.register import Register, read_register
from outrider.coresponse.services.record import lock_units
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import Officer, Unit, UnitStatus


def refresh_units(now: datetime) -> int:
    """Every unit whose crew, skills or kit read differently since last time; how many.

    A transaction for each, so that no more than one unit is ever locked.
    """
    stale = [r.unit.pk for r in read_register(None, now) if _changes(r, now)]
    for unit in stale:
        with transaction.atomic():
            note_unit(unit, now)
    return len(stale)


def note_unit(unit_id: UUID, now: datetime) -> None:
    """Refresh one unit in the caller's transaction and journal it if it reads differently."""
    lock_units([unit_id])
    register = read_register(Unit.objects.filter(pk=unit_id), now)[0]
    changes = _changes(register, now)
    if not changes:
        return
    status = getattr(register.unit, "status", None)
    before = status.on_board if status is not None else []
    after = changes.get("on_board", before)
    if after and not before:
        changes |= {"medical_seconds_this_shift": 0, "shift_started_at": now}
    UnitStatus.objects.update_or_create(
        unit=register.unit, defaults=changes, create_defaults=changes | {"state_since": now}
    )
    append([_entry(register, before, after, now)])


def _changes(register: Register, now: datetime) -> dict[str, Any]:
    facts = _facts(register, now)
    status = getattr(register.unit, "status", None)
    if status is None:
        return facts
    return {name: value for name, value in facts.items() if getattr(status, name) != value}


def _facts(register: Register, now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    lapsed = [
        f"{signed.skill.label} lapsed {signed.expires_on:%d %b}"
        for signed in register.signed
        if signed.expires_on < today
    ]
    skills = sorted({s.skill.value for s in register.signed if s.expires_on >= today})
    paired = not register.unit.scheme.needs_pair or len(register.crew) >= 2
    return {
        "on_board": [
            {"id": str(each.officer.pk), "name": each.officer.spoken_name, "driver": each.driver}
            for each in register.crew
        ],
        "shift_ends_at": register.shift_ends_at,
        "response_driver": register.response_driver,
        "skills": skills,
        "gates": [
            _gate("unit.crewed", bool(register.crew), "On shift", "Nobody is on shift"),
            _gate("unit.pair", paired, "Crewed as it must be", "A pair is needed"),
            _gate(
                "crew.competence",
                bool(skills),
                "; ".join(lapsed) or "Trained in date",
                "; ".join(lapsed) or "Nobody on board is trained",
            ),
            _gate(
                "kit.in-date",
                not register.kit_problems,
                "Kit in date",
                "; ".join(register.kit_problems[:3]),
            ),
        ],
    }


def _gate(rule: str, ok: bool, yes: str, no: str) -> dict[str, Any]:
    return {"rule": rule, "ok": ok, "text": yes if ok else no}


def _entry(
    register: Register, before: list[dict[str, Any]], after: list[dict[str, Any]], now: datetime
) -> NewEntry:
    unit = register.unit.pk
    officers = {each["id"] for each in before} ^ {each["id"] for each in after}
    users = Officer.objects.filter(pk__in=officers, user__isnull=False).values_list(
        "user_id", flat=True
    )
    return NewEntry(
        stream=f"unit:{unit}",
        kind="unit.refreshed",
        payload={"on_board": [each["id"] for each in after]},
        actor="system",
        effective_at=now,
        # whoever joined or left a crew sees other things now
        touches=(f"unit:{unit}", *(f"viewer:{user}" for user in users)),
    )
