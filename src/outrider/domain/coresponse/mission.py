"""Phases, presses and the transition table of a mission. The table is data: docs are drawn from it.

A mission is one unit's part in one call, from being asked for to clear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    ASKING_OWNER = "asking_owner"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    MOBILE = "mobile"
    HOLD_OFF = "hold_off"
    AT_SCENE = "at_scene"
    WITH_PATIENT = "with_patient"
    HANDOVER = "handover"
    # ends
    CLEAR = "clear"
    OWNER_DECLINED = "owner_declined"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    STOOD_DOWN = "stood_down"
    CALLED_BACK = "called_back"
    CARE_ABANDONED = "care_abandoned"
    STATE_FORBIDS = "state_forbids"
    UNABLE = "unable"

    @property
    def word(self) -> str:
        return _WORDS[self]

    @property
    def ended(self) -> bool:
        return self in ENDED


_WORDS = {
    Phase.ASKING_OWNER: "Asking police",
    Phase.OFFERED: "Offered",
    Phase.ACCEPTED: "Accepted",
    Phase.MOBILE: "Mobile",
    Phase.HOLD_OFF: "Hold off",
    Phase.AT_SCENE: "At scene",
    Phase.WITH_PATIENT: "With patient",
    Phase.HANDOVER: "Handover",
    Phase.CLEAR: "Clear",
    Phase.OWNER_DECLINED: "Not released",
    Phase.WITHDRAWN: "Withdrawn",
    Phase.DECLINED: "Declined",
    Phase.NO_ANSWER: "No answer",
    Phase.STOOD_DOWN: "Stood down",
    Phase.CALLED_BACK: "Called back",
    Phase.CARE_ABANDONED: "Care abandoned",
    Phase.STATE_FORBIDS: "Not available",
    Phase.UNABLE: "Could not go on",
}

P = Phase
ENDED: Final = frozenset(
    {
        P.CLEAR,
        P.OWNER_DECLINED,
        P.WITHDRAWN,
        P.DECLINED,
        P.NO_ANSWER,
        P.STOOD_DOWN,
        P.CALLED_BACK,
        P.CARE_ABANDONED,
        P.STATE_FORBIDS,
        P.UNABLE,
    }
)
WAITING: Final = frozenset({P.ASKING_OWNER, P.OFFERED})
TO_PATIENT: Final = frozenset({P.ACCEPTED, P.MOBILE, P.HOLD_OFF, P.AT_SCENE})
CARE: Final = frozenset({P.WITH_PATIENT, P.HANDOVER})
# An end that leaves the patient without a co-responder whom the rules would still send.
ASK_NEXT_AFTER: Final = frozenset(
    {
        P.OWNER_DECLINED,
        P.DECLINED,
        P.NO_ANSWER,
        P.CALLED_BACK,
        P.STATE_FORBIDS,
        P.UNABLE,
    }
)


class Press(StrEnum):
    """What a person (or a timer, or a police state) does to a mission."""

    AGREE = "agree"
    REFUSE = "refuse"
    ACCEPT = "accept"
    DECLINE = "decline"
    MOBILE = "mobile"
    HOLD_OFF = "hold_off"
    LIFT_HOLD_OFF = "lift_hold_off"
    AT_SCENE = "at_scene"
    WITH_PATIENT = "with_patient"
    HANDOVER = "handover"
    ACKNOWLEDGE = "acknowledge"
    CLEAR = "clear"
    UNABLE = "unable"
    WITHDRAW = "withdraw"
    STAND_DOWN = "stand_down"
    RECALL = "recall"
    ABANDON_CARE = "abandon_care"
    NO_ANSWER = "no_answer"
    STATE_FORBIDS = "state_forbids"
    EMERGENCY = "emergency"
    NEED_HELP = "need_help"


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[Phase]
    target: Phase | None  # None: a fact is recorded and the phase stays
    needs_ambulance: bool = False
    needs_reason: bool = False


def _t(
    sources: frozenset[Phase] | set[Phase],
    target: Phase | None,
    *,
    ambulance: bool = False,
    reason: bool = False,
) -> Transition:
    return Transition(frozenset(sources), target, ambulance, reason)


_BEFORE_CARE = WAITING | TO_PATIENT
TRANSITIONS: Final[Mapping[Press, Transition]] = {
    Press.AGREE: _t({P.ASKING_OWNER}, P.OFFERED, ambulance=True),
    Press.REFUSE: _t({P.ASKING_OWNER}, P.OWNER_DECLINED, reason=True),
    Press.ACCEPT: _t({P.OFFERED}, P.ACCEPTED, ambulance=True),
    Press.DECLINE: _t({P.OFFERED}, P.DECLINED, reason=True),
    Press.MOBILE: _t({P.ACCEPTED}, P.MOBILE, ambulance=True),
    Press.HOLD_OFF: _t({P.ACCEPTED, P.MOBILE}, P.HOLD_OFF),
    Press.LIFT_HOLD_OFF: _t({P.HOLD_OFF}, P.MOBILE, ambulance=True),
    Press.AT_SCENE: _t({P.MOBILE}, P.AT_SCENE),
    Press.WITH_PATIENT: _t({P.MOBILE, P.AT_SCENE}, P.WITH_PATIENT),
    Press.HANDOVER: _t({P.WITH_PATIENT}, P.HANDOVER),
    Press.ACKNOWLEDGE: _t({P.HANDOVER}, None),
    Press.CLEAR: _t({P.AT_SCENE, P.HANDOVER}, P.CLEAR),
    Press.UNABLE: _t(TO_PATIENT, P.UNABLE, reason=True),
    Press.WITHDRAW: _t(WAITING, P.WITHDRAWN, reason=True),
    Press.STAND_DOWN: _t(_BEFORE_CARE, P.STOOD_DOWN, reason=True),
    Press.RECALL: _t(_BEFORE_CARE, P.CALLED_BACK, reason=True),
    Press.ABANDON_CARE: _t(CARE, P.CARE_ABANDONED, reason=True),
    Press.NO_ANSWER: _t(WAITING, P.NO_ANSWER),
    Press.STATE_FORBIDS: _t(_BEFORE_CARE, P.STATE_FORBIDS),
    Press.EMERGENCY: _t(_BEFORE_CARE | CARE, P.CALLED_BACK),
    Press.NEED_HELP: _t(TO_PATIENT | CARE, None, reason=True),
}

REASONS: Final[Mapping[Press, Mapping[str, str]]] = {
    Press.REFUSE: {
        "police-job": "Needed for a police job",
        "cover": "Needed for cover of the patch",
        "end-of-shift": "Too near the end of the shift",
        "other": "Other: said on the radio",
    },
    Press.DECLINE: {
        "police-job": "Dealing with a police job",
        "not-fit": "Not fit to go just now",
        "vehicle": "Vehicle or kit problem",
        "too-far": "Further away than the estimate says",
        "access": "Road closed or no way through",
        "other": "Other: told control by radio",
    },
    Press.UNABLE: {
        "vehicle": "Vehicle broken down",
        "access": "Cannot get through",
        "police-job": "Came upon a police job that cannot wait",
        "unsafe": "Not safe to go on",
        "not-fit": "Not fit to go on",
        "other": "Other: told control by radio",
    },
    Press.WITHDRAW: {
        "better-unit": "A better unit is free",
        "ambulance-near": "The ambulance is nearly there",
        "not-needed": "No longer needed",
        "other": "Other",
    },
    Press.STAND_DOWN: {
        "ambulance-there": "The ambulance is with the patient",
        "not-needed": "Patient does not need it",
        "call-cancelled": "Caller cancelled",
        "unsafe": "Not safe for the crew",
        "other": "Other",
    },
    Press.RECALL: {
        "grade-1": "Grade 1 police job",
        "officer-needs-help": "An officer needs help",
        "cover": "Cover of the patch",
        "other": "Other: said on the radio",
    },
    Press.ABANDON_CARE: {
        "grade-1": "Grade 1 police job, threat to life",
        "officer-needs-help": "An officer needs help",
        "other": "Other: said on the radio",
    },
    Press.NEED_HELP: {
        "second-unit": "A second unit",
        "police": "Police: not safe here",
        "ambulance-faster": "The ambulance is needed faster",
        "casualties": "More than one casualty",
    },
}

CLOSE_REASONS: Final[Mapping[str, str]] = {
    "ambulance-arrived": "The ambulance is with the patient",
    "call-cancelled": "Caller cancelled",
    "duplicate": "Same call twice",
    "not-needed": "Help is not needed",
    "other": "Other",
}
CLOSED_BY_ITSELF: Final[Mapping[str, str]] = {"cleared": "The crew is clear"}


class TimerKind(StrEnum):
    OWNER_ANSWER = "owner-answer"
    OFFER = "offer"
    ARCHIVE = "archive"


class AmbulanceState(StrEnum):
    NONE = "none"
    REQUESTED = "requested"
    ALLOCATED = "allocated"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    DIVERTED = "diverted"

    @property
    def live(self) -> bool:
        return self in (AmbulanceState.ALLOCATED, AmbulanceState.ARRIVED)
