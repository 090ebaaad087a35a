"""Gates and ranking on plain numbers: the one rule that live dispatch and the simulator share.

Everything here is int, float, bool, IntEnum or NamedTuple, because the simulator compiles it with
numba, which takes neither dataclasses nor NewType calls. `explain.py` turns bits into words.
"""

from __future__ import annotations

from enum import IntEnum
from math import erf, sqrt
from typing import NamedTuple


class Gate(IntEnum):
    """One bit a rule. Lower bits are asked first and named first."""

    SCHEME = 1 << 0
    OUTCOME = 1 << 1
    AMBULANCE = 1 << 2
    CREWED = 1 << 3
    POLICE_STATE = 1 << 4
    LEASE = 1 << 5
    BOOKED_OWNER = 1 << 6
    BOOKED_AMBULANCE = 1 << 7
    PAIR = 1 << 8
    COMPETENCE = 1 << 9
    KIT = 1 << 10
    HOURS = 1 << 11
    MEDICAL_TIME = 1 << 12
    TRIED = 1 << 13
    POSITION = 1 << 14
    STUCK = 1 << 15
    REACH = 1 << 16
    GAIN = 1 << 17
    FIRST = 1 << 18


# Judgements about the estimate: a dispatcher who has heard the unit on the radio may go past them.
# Everything else is a promise of the scheme and nobody at a desk can.
SOFT = int(Gate.TRIED | Gate.POSITION | Gate.STUCK | Gate.REACH | Gate.GAIN | Gate.FIRST)


class Facts(NamedTuple):
    """What is known of one unit for one call. Seconds; -1.0 where nothing is known."""

    scheme_live: bool
    outcome_sends: bool
    ambulance_live: bool
    crewed: bool
    state_allows: bool
    free: bool
    booked_owner: bool
    booked_ambulance: bool
    pair_ok: bool
    competent: bool
    kit_ok: bool
    shift_left: float
    medical_left: float
    tried: bool
    fix_age: float
    fix_stuck: bool
    arrives: float
    ambulance: float


class Limits(NamedTuple):
    """The policy's numbers that the gates use. Seconds and a probability."""

    shift_left: float
    position_unusable: float
    gain: float
    first: float
    travel_variation: float
    ambulance_variation: float


def probability_first(
    arrives: float,
    ambulance: float,
    travel_variation: float,
    ambulance_variation: float,
) -> float:
    """P(co-responder before ambulance), both road times normal around their estimate.

    Args:
        arrives, ambulance: seconds.
        travel_variation, ambulance_variation: standard deviation as a share of the time.
    """
    spread = sqrt((arrives * travel_variation) ** 2 + (ambulance * ambulance_variation) ** 2)
    if spread <= 0.0:
        if arrives < ambulance:
            return 1.0
        return 0.0
    return 0.5 * (1.0 + erf((ambulance - arrives) / (spread * sqrt(2.0))))


def failed_gates(facts: Facts, limits: Limits) -> int:
    """Bits of every gate that this unit fails for this call; 0 means that it may be asked."""
    no_fix = facts.fix_age < 0.0 or facts.fix_age > limits.position_unusable
    bits = (
        int(not facts.scheme_live)
        | int(not facts.outcome_sends) << 1
        | int(not facts.ambulance_live) << 2
        | int(not facts.crewed) << 3
        | int(not facts.state_allows) << 4
        | int(not facts.free) << 5
        | int(not facts.booked_owner) << 6
        | int(not facts.booked_ambulance) << 7
        | int(not facts.pair_ok) << 8
        | int(not facts.competent) << 9
        | int(not facts.kit_ok) << 10
        | int(facts.shift_left < limits.shift_left) << 11
        | int(facts.medical_left <= 0.0) << 12
        | int(facts.tried) << 13
        | int(no_fix) << 14
        | int(facts.fix_stuck) << 15
    )
    if facts.arrives < 0.0:
        return bits | 1 << 16
    if facts.ambulance < 0.0:
        return bits
    first = probability_first(
        facts.arrives, facts.ambulance, limits.travel_variation, limits.ambulance_variation
    )
    gains = facts.ambulance - facts.arrives >= limits.gain
    return bits | int(not gains) << 17 | int(first < limits.first) << 18


def goes_before(
    arrives: float, medical_used: float, index: int, than: tuple[float, float, int]
) -> bool:
    """Whether one unit is asked before another: sooner there, then less used, then by order."""
    if arrives != than[0]:
        return arrives < than[0]
    if medical_used != than[1]:
        return medical_used < than[1]
    return index < than[2]
