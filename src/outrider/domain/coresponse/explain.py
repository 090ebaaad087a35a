"""Bits into words: why a unit may be asked and why not, for each audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from outrider.domain.access.roles import Agency
from outrider.domain.coresponse.choice import SOFT, Gate


@dataclass(frozen=True, slots=True)
class Reason:
    rule: str
    text: str
    who_can_override: str = ""
    private: bool = False  # the police side's own business: the ambulance side reads one sentence


@dataclass(frozen=True, slots=True)
class GateWords:
    rule: str
    why_not: str
    private: bool = False


NOBODY: Final = "Nobody can override this."
BY_RADIO: Final = "A dispatcher who has spoken to the crew by radio can ask all the same."
NOT_AVAILABLE: Final = Reason("police.not-available", "Not available: police", NOBODY)

WORDS: Final[Mapping[Gate, GateWords]] = {
    Gate.SCHEME: GateWords("scheme.live", "The scheme is not live: agreed by both and not paused"),
    Gate.OUTCOME: GateWords("call.outcome", "No rule in force sends a co-responder to this call"),
    Gate.AMBULANCE: GateWords(
        "ambulance.in-parallel",
        "No ambulance is allocated and live. Allocate one first",
    ),
    Gate.CREWED: GateWords("unit.crewed", "Nobody is on shift on this unit", private=True),
    Gate.POLICE_STATE: GateWords("police.state", "Never asked in this state", private=True),
    Gate.LEASE: GateWords("unit.one-owner", "On another call"),
    Gate.BOOKED_OWNER: GateWords("unit.booked-on.owner", "Not booked on with its own control"),
    Gate.BOOKED_AMBULANCE: GateWords("unit.booked-on.ambulance", "Not booked on with ambulance"),
    Gate.PAIR: GateWords("unit.pair", "A pair is needed and one officer is on", private=True),
    Gate.COMPETENCE: GateWords("crew.competence", "Not trained in date for this"),
    Gate.KIT: GateWords("kit.in-date", "Kit not in date. Own agency's work only"),
    Gate.HOURS: GateWords("crew.hours", "Too near the end of the shift", private=True),
    Gate.MEDICAL_TIME: GateWords(
        "police.medical-time", "Medical time for this shift is used up", private=True
    ),
    Gate.TRIED: GateWords("call.tried", "Already asked for this call"),
    Gate.POSITION: GateWords("position.age", "Position too old: no honest estimate"),
    Gate.STUCK: GateWords("position.stuck", "Position has not changed: it may be stuck"),
    Gate.REACH: GateWords("roads.reach", "No road time to this call"),
    Gate.GAIN: GateWords("ambulance.gain", "Would not gain enough on the ambulance"),
    Gate.FIRST: GateWords("ambulance.first", "Not likely enough to arrive first"),
}


def why_not(
    bits: int, details: Mapping[Gate, str] | None = None, *, owner: str = "police"
) -> tuple[Reason, ...]:
    """Each failed gate in words.

    Args:
        bits: of `choice.failed_gates`.
        details: better words for a gate than the general ones ("AED pads expired 14 Nov").
        owner: whose unit it is; only the police side's business is private.
    """
    details = details or {}
    return tuple(
        Reason(
            rule=WORDS[gate].rule,
            text=details.get(gate, WORDS[gate].why_not),
            who_can_override=BY_RADIO if gate & SOFT else NOBODY,
            private=WORDS[gate].private and owner == "police",
        )
        for gate in Gate
        if bits & gate
    )


def for_agency(reasons: tuple[Reason, ...], agency: Agency) -> tuple[Reason, ...]:
    """The reasons as this agency may read them: police business becomes one bare sentence."""
    if agency is Agency.POLICE:
        return reasons
    if any(reason.private for reason in reasons):
        return (NOT_AVAILABLE,)
    return reasons
