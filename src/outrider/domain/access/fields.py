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
    # The safety scheme
    CASE_PROGRESS = "case.progress"  # number, status, points of the plan, the next date
    CASE_VICTIM = "case.victim"  # who it happened to
    CASE_FACTS = "case.facts"  # what was done, when, where
    CASE_INJURY = "case.injury"  # body map, injuries, fluid
    CASE_HATE = "case.hate"
    CASE_OWN_CHARACTERISTIC = "case.own-characteristic"
    CASE_CLASSIFICATION = "case.classification"
    CASE_INVESTIGATION = "case.investigation"
    CASE_SUSPECTS = "case.suspects"
    CASE_TASKS = "case.tasks"
    CASE_WISHES = "case.wishes"
    CASE_IMPACT = "case.impact"  # the victim's own words
    CASE_LOOKS = "case.looks"  # who looked, and why
    TALK_STATE = "talk.state"
    TALK_NOTE = "talk.note"
    TALK_LESSON = "talk.lesson"
    TRAINING_NEED = "training.need"
    TRAINING_REASON = "training.reason"  # why a place is offered to somebody, and by when
    LINK_OFFICERS = "link-officers"  # who they are, beside how many
    HAZARD = "hazard"
    SUPPORT = "support"  # offers that an officer said yes to; one's own need no field


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
_OWN_CASE: Final = frozenset(
    {
        F.CASE_PROGRESS,
        F.CASE_VICTIM,
        F.CASE_FACTS,
        F.CASE_INJURY,
        F.CASE_HATE,
        F.CASE_OWN_CHARACTERISTIC,
        F.CASE_CLASSIFICATION,
        F.CASE_INVESTIGATION,
        F.CASE_SUSPECTS,
        F.CASE_TASKS,
        F.CASE_WISHES,
        F.CASE_IMPACT,
        F.CASE_LOOKS,
        F.TALK_STATE,
        F.TALK_NOTE,
        F.TALK_LESSON,
        F.TRAINING_NEED,
    }
)
_LINE_CASE: Final = frozenset(
    {
        F.CASE_PROGRESS,
        F.CASE_VICTIM,
        F.CASE_FACTS,
        F.CASE_INJURY,
        F.CASE_HATE,
        F.CASE_CLASSIFICATION,
        F.CASE_INVESTIGATION,
        F.CASE_SUSPECTS,
        F.CASE_TASKS,
        F.CASE_WISHES,
        F.HAZARD,
    }
)
_NOTHING_LIVE: Final[frozenset[Field]] = frozenset()

ROLE_FIELDS: Final[dict[R, frozenset[Field]]] = {
    R.POLICE_CONTROL: _POLICE_LIVE,
    R.AMBULANCE_CONTROL: _AMBULANCE_LIVE,
    R.FIRE_CONTROL: _AMBULANCE_LIVE - {F.CALL_CALLER, F.MISSION_CARE, F.CALL_CLINICAL, F.CALL_RULE},
    R.DUTY_SERGEANT: _POLICE_LIVE | _LINE_CASE,
    R.INSPECTOR: _POLICE_LIVE | _LINE_CASE | {F.LINK_OFFICERS},
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
    R.FIRE_APPROVER: _NOTHING_LIVE,
    R.EVALUATOR: _NOTHING_LIVE,
    R.ADMINISTRATOR: _NOTHING_LIVE,
    R.OFFICER: _OWN_CASE,
    R.SUPERVISOR: _LINE_CASE,
    R.OFFICER_IN_THE_CASE: _LINE_CASE - {F.HAZARD},
    R.LINK_OFFICER: frozenset(
        {
            F.CASE_PROGRESS,
            F.CASE_VICTIM,
            F.CASE_FACTS,
            F.CASE_INVESTIGATION,
            F.TALK_STATE,
            F.TALK_NOTE,
            F.TALK_LESSON,
            F.TRAINING_NEED,
            F.LINK_OFFICERS,
        }
    ),
    R.SAFETY_TRAINER: frozenset(
        {F.CASE_VICTIM, F.TRAINING_NEED, F.TRAINING_REASON, F.LINK_OFFICERS}
    ),
    R.ANALYST: _NOTHING_LIVE,
    R.OCCUPATIONAL_HEALTH: frozenset(
        {
            F.CASE_PROGRESS,
            F.CASE_VICTIM,
            F.CASE_FACTS,
            F.CASE_INJURY,
            F.CASE_CLASSIFICATION,
            F.CASE_TASKS,
            F.SUPPORT,
        }
    ),
    R.FEDERATION_REP: frozenset({F.CASE_PROGRESS, F.CASE_VICTIM}),
    R.CHIEF_OFFICER: _NOTHING_LIVE,
}
