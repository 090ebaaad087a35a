"""Facts of a unit for a call, and better words for a gate than the general ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from outrider.coresponse.choosing.fixes import Fix
from outrider.coresponse.choosing.register import Register
from outrider.domain.coresponse.choice import Facts, Gate, Limits
from outrider.domain.coresponse.conditions import NEEDED_SKILLS, Condition
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.state import CallState
from outrider.domain.people.competence import lacking
from outrider.domain.people.police_state import MedicalOffer
from outrider.people.models import PoliceStateRule, ResponderScheme, UnitStatus

UNLIMITED = 1e9  # seconds: no cap


def limits_of(policy: Policy) -> Limits:
    return Limits(
        shift_left=policy.shift_left,
        position_unusable=policy.position_unusable,
        gain=policy.gain_cut_off,
        first=policy.first_cut_off,
        travel_variation=policy.travel_variation,
        ambulance_variation=policy.ambulance_variation,
    )


def scheme_live(scheme: ResponderScheme) -> bool:
    """Both agencies have agreed, and nobody has paused it."""
    agreed = scheme.agreed_by_owner_at is not None and scheme.agreed_by_ambulance_at is not None
    return agreed and scheme.paused_at is None


def state_allows(
    scheme: ResponderScheme, status: UnitStatus | None, table: Mapping[int, PoliceStateRule]
) -> bool:
    """Police-state rules apply to police units only; an unknown state is never asked."""
    if not scheme.uses_police_state:
        return True
    if status is None:
        return False
    rule = table.get(status.police_state)
    return rule is not None and rule.offer == MedicalOffer.MAY.value


def medical_left(scheme: ResponderScheme, status: UnitStatus | None) -> float:
    if scheme.medical_minutes_cap is None or status is None:
        return UNLIMITED
    return scheme.medical_minutes_cap * 60.0 - status.medical_seconds_this_shift


def facts_for(
    register: Register,
    *,
    state: CallState,
    condition: Condition,
    table: Mapping[int, PoliceStateRule],
    fix: Fix | None,
    arrives: float,
    ambulance: float,
    at: datetime,
) -> Facts:
    unit = register.unit
    status = getattr(unit, "status", None)
    lease = getattr(unit, "lease", None)
    today = timezone.localdate(at)
    tried = any(mission.unit == str(unit.pk) for mission in state.missions.values())
    return Facts(
        scheme_live=scheme_live(unit.scheme),
        outcome_sends=state.sends,
        ambulance_live=state.ambulance.live,
        crewed=bool(register.crew),
        state_allows=state_allows(unit.scheme, status, table),
        free=lease is None or lease.mission_id is None,
        booked_owner=status is not None and status.booked_on_owner,
        booked_ambulance=status is not None and status.booked_on_ambulance,
        pair_ok=not unit.scheme.needs_pair or len(register.crew) >= 2,
        competent=not lacking(NEEDED_SKILLS[condition], register.signed, on=today),
        kit_ok=not register.kit_problems,
        shift_left=_shift_left(register, at),
        medical_left=medical_left(unit.scheme, status),
        tried=tried,
        fix_age=fix.age if fix is not None else -1.0,
        fix_stuck=fix is not None and fix.stuck,
        arrives=arrives,
        ambulance=ambulance,
    )


def _shift_left(register: Register, at: datetime) -> float:
    ends = register.shift_ends_at
    return 0.0 if ends is None else (ends - at).total_seconds()


def gate_details(
    register: Register,
    *,
    condition: Condition,
    table: Mapping[int, PoliceStateRule],
    fix: Fix | None,
    arrives: float,
    ambulance: float,
    at: datetime,
) -> dict[Gate, str]:
    """Sentences with the names, dates and minutes in them."""
    status = getattr(register.unit, "status", None)
    details: dict[Gate, str] = {}
    missing = lacking(NEEDED_SKILLS[condition], register.signed, on=timezone.localdate(at))
    if missing:
        first = missing[0]
        lapsed = f" lapsed {first.expired_on:%d %b}" if first.expired_on else ": not trained"
        details[Gate.COMPETENCE] = f"{first.skill.label}{lapsed}"
    if register.kit_problems:
        details[Gate.KIT] = f"{register.kit_problems[0]}. Own agency's work only"
    if status is not None and register.unit.scheme.uses_police_state:
        rule = table.get(status.police_state)
        word = rule.word if rule is not None else "Unknown state"
        details[Gate.POLICE_STATE] = f"{word}. Never asked in state {status.police_state}"
    if fix is not None and fix.age > 0:
        details[Gate.POSITION] = f"Position {_ago(fix.age)} old: no honest estimate"
    if arrives >= 0 and ambulance >= 0:
        gained = (ambulance - arrives) / 60
        details[Gate.GAIN] = (
            f"Would gain {gained:.0f} min on the ambulance"
            if gained >= 0.5
            else "The ambulance gets there first or at the same time"
        )
    if register.shift_ends_at is not None:
        ends = timezone.localtime(register.shift_ends_at)
        details[Gate.HOURS] = f"Shift ends {ends:%H:%M}"
    return details


def _ago(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"
