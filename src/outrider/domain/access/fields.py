"""Role x field. Police never see clinical fields; the ambulance never sees police intelligence."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from outrider.domain.access.roles import Role as R


class Field(StrEnum):
    """A group of values that is shown or withheld as one."""

    CALL_TASKING = "call.tasking"  # number, category, times, place, outcome class, ambulance
    CALL_RULE = "call.rule"  # rule text of the outcome: it may name a complaint
    CALL_CLINICAL = "call.clinical"  # complaint, condition, age band, sex, flags
    CALL_CALLER = "call.caller"  # the caller's words, access note
    MISSION_PROGRESS = "mission.progress"  # phase, times, timer, estimate
    MISSION_REASON = "mission.reason"  # why a unit was refused, recalled: the police side's words
    MISSION_CARE = "mission.care"  # ATMIST, report, kit used
    UNIT_PUBLIC = "unit.public"  # call sign, scheme, driving, available or not
    UNIT_CREW = "unit.crew"  # names on board
    UNIT_POLICE_STATE = "unit.police-state"  # state, what it is doing, since when
    UNIT_GATES = "unit.gates"  # training, kit, hours: each with its reason
    UNIT_MEDICAL_TIME = "unit.medical-time"
    UNIT_POSITION = "unit.position"
    HAZARD_REASON = "hazard.reason"
    ALERTS = "alerts"
    SCHEME_STATE = "scheme.state"


F = Field
_POLICE_LIVE: Final = frozenset(
    {
        F.CALL_TASKING,
        F.MISSION_PROGRESS,
        F.MISSION_REASON,
        F.UNIT_PUBLIC,
        F.UNIT_CREW,
        F.UNIT_POLICE_STATE,
        F.UNIT_GATES,
        F.UNIT_MEDICAL_TIME,
        F.UNIT_POSITION,
        F.HAZARD_REASON,
        F.ALERTS,
        F.SCHEME_STATE,
    }
)
_AMBULANCE_LIVE: Final = frozenset(
    {
        F.CALL_TASKING,
        F.CALL_RULE,
        F.CALL_CLINICAL,
        F.CALL_CALLER,
        F.MISSION_PROGRESS,
        F.MISSION_CARE,
        F.UNIT_PUBLIC,
        F.UNIT_CREW,
        F.UNIT_POSITION,
        F.ALERTS,
        F.SCHEME_STATE,
    }
)
_NOTHING_LIVE: Final[frozenset[Field]] = frozenset()

ROLE_FIELDS: Final[dict[R, frozenset[Field]]] = {
    R.POLICE_CONTROL: _POLICE_LIVE,
    R.AMBULANCE_CONTROL: _AMBULANCE_LIVE,
    R.FIRE_CONTROL: _AMBULANCE_LIVE - {F.CALL_CALLER, F.MISSION_CARE, F.CALL_CLINICAL, F.CALL_RULE},
    R.DUTY_SERGEANT: _POLICE_LIVE,
    R.INSPECTOR: _POLICE_LIVE,
    # A crew treats the patient: it sees the clinical side of its own calls once it has accepted.
    R.CO_RESPONDER: frozenset(
        {
            F.CALL_TASKING,
            F.CALL_CLINICAL,
            F.CALL_CALLER,
            F.MISSION_PROGRESS,
            F.MISSION_REASON,
            F.MISSION_CARE,
            F.UNIT_PUBLIC,
            F.UNIT_CREW,
            F.UNIT_POLICE_STATE,
            F.UNIT_GATES,
            F.UNIT_MEDICAL_TIME,
            F.UNIT_POSITION,
            F.ALERTS,
            F.SCHEME_STATE,
        }
    ),
    R.AMBULANCE_CREW: frozenset({F.CALL_TASKING, F.CALL_CLINICAL, F.MISSION_CARE}),
    R.SCHEME_MANAGER: frozenset(
        {
            F.CALL_TASKING,
            F.CALL_RULE,
            F.CALL_CLINICAL,
            F.MISSION_PROGRESS,
            F.UNIT_PUBLIC,
            F.UNIT_POSITION,
            F.SCHEME_STATE,
        }
    ),
    R.POLICE_APPROVER: _NOTHING_LIVE,
    R.AMBULANCE_APPROVER: _NOTHING_LIVE,
    R.EVALUATOR: _NOTHING_LIVE,
    R.ADMINISTRATOR: _NOTHING_LIVE,
    R.OFFICER: _NOTHING_LIVE,
    R.SUPERVISOR: _NOTHING_LIVE,
    R.OFFICER_IN_THE_CASE: _NOTHING_LIVE,
    R.LINK_OFFICER: _NOTHING_LIVE,
    R.SAFETY_TRAINER: _NOTHING_LIVE,
    R.ANALYST: _NOTHING_LIVE,
    R.OCCUPATIONAL_HEALTH: _NOTHING_LIVE,
    R.FEDERATION_REP: _NOTHING_LIVE,
    R.CHIEF_OFFICER: _NOTHING_LIVE,
}
