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
SOFT = int(
    Gate.TRIED | Gate.POSITION | Gate.STUCK | Gate.REACH | Gate.GAIN | Gate.FIRST
)


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
    spread = sqrt(
        (arrives * travel_variation) ** 2 + (ambulance * ambulance_variation) ** 2
    )
    if spread <= 0.0:
        if arrives < ambulance:
            return 1.0
        return 0.0
    return 0.5 * (1.0 + erf((ambulance - arrives) / (spread * sqrt(2.0))))


def failed_gates(facts: Facts, limits: Limits) -> int:
    """Bits of every gate that this unit fails for this call; 0 means that it may be asked."""
    bits = 0
    if not facts.scheme_live:
        bits |= 1 << 0
    if not facts.outcome_sends:
        bits |= 1 << 1
    if not facts.ambulance_live:
        bits |= 1 << 2
    if not facts.crewed:
        bits |= 1 << 3
    if not facts.state_allows:
        bits |= 1 << 4
    if not facts.free:
        bits |= 1 << 5
    if not facts.booked_owner:
        bits |= 1 << 6
    if not facts.booked_ambulance:
        bits |= 1 << 7
    if not facts.pair_ok:
        bits |= 1 << 8
    if not facts.competent:
        bits |= 1 << 9
    if not facts.kit_ok:
        bits |= 1 << 10
    if facts.shift_left < limits.shift_left:
        bits |= 1 << 11
    if facts.medical_left <= 0.0:
        bits |= 1 << 12
    if facts.tried:
        bits |= 1 << 13
    if facts.fix_age < 0.0 or facts.fix_age > limits.position_unusable:
        bits |= 1 << 14
    if facts.fix_stuck:
        bits |= 1 << 15
    if facts.arrives < 0.0:
        bits |= 1 << 16
    elif facts.ambulance >= 0.0:
        if facts.ambulance - facts.arrives < limits.gain:
            bits |= 1 << 17
        first = probability_first(
            facts.arrives,
            facts.ambulance,
            limits.travel_variation,
            limits.ambulance_variation,
        )
        if first < limits.first:
            bits |= 1 << 18
    return bits


def goes_before(
    arrives: float, medical_used: float, index: int, than: tuple[float, float, int]
) -> bool:
    """Whether one unit is asked before another: sooner there, then less used, then by order."""
    if arrives != than[0]:
        return arrives < than[0]
    if medical_used != than[1]:
        return medical_used < than[1]
    return index < than[2]
