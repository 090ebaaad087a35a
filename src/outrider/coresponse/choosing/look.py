"""Look for a co-responder: every unit with its estimate, its gates and its rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outrider.coresponse import ground
from outrider.coresponse.choosing.fixes import Fix, fix_of
from outrider.coresponse.choosing.gates import facts_for, gate_details, limits_of
from outrider.coresponse.choosing.register import Register, read_register
from outrider.coresponse.models import Ambulance, Call
from outrider.domain.coresponse.choice import (
    Facts,
    Gate,
    failed_gates,
    goes_before,
    probability_first,
)
from outrider.domain.coresponse.conditions import Condition
from outrider.domain.coresponse.explain import Reason, why_not
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.state import CallState
from outrider.people.models import PoliceStateRule

EIGHTY_PER_CENT = 1.2816  # normal quantile: 8 of 10 arrivals fall between low and high
FRESH_AMBULANCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds; low and high hold 8 of 10 arrivals under the policy's variation."""

    arrives: float
    low: float
    high: float
    ambulance: float
    ambulance_low: float
    ambulance_high: float
    gained: float
    gained_low: float
    gained_high: float
    first: float


@dataclass(frozen=True, slots=True)
class Candidate:
    register: Register
    facts: Facts
    failed: int
    fix: Fix | None
    estimate: Estimate | None
    arrives: float
    reasons: tuple[Reason, ...]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    at: datetime
    ambulance: float  # seconds until the ambulance; -1 where nobody knows
    candidates: tuple[Candidate, ...]  # ranked first, then the rest by road time
    beyond: int  # units further than the search goes: counted only

    @property
    def best(self) -> Candidate | None:
        return next((each for each in self.candidates if each.rank == 1), None)

    def of(self, unit_id: str) -> Candidate | None:
        return next(
            (each for each in self.candidates if str(each.register.unit.pk) == unit_id), None
        )


def police_table() -> dict[int, PoliceStateRule]:
    return {rule.code: rule for rule in PoliceStateRule.objects.all()}


def ambulance_seconds(call: Call, at: datetime) -> float:
    """Seconds until the ambulance is there: as it was told, or by road from a fix made since."""
    vehicle = call.ambulance
    if vehicle is not None and vehicle.lat is not None and _newest_word(call, vehicle, at):
        assert vehicle.lon is not None
        by_road = ground.seconds_to(
            call.lat, call.lon, [(vehicle.lat, vehicle.lon)], [True], 24 * 3600.0
        )[0]
        if by_road >= 0:
            return by_road
    if call.ambulance_eta_seconds is None or call.ambulance_heard_at is None:
        return -1.0
    gone = (at - call.ambulance_heard_at).total_seconds()
    return max(0.0, call.ambulance_eta_seconds - gone)


def _newest_word(call: Call, vehicle: Ambulance, at: datetime) -> bool:
    """Whether the vehicle's fix is fresh, and nobody has said a time to arrival after it."""
    told, fixed = call.ambulance_heard_at, vehicle.fixed_at
    if fixed is None or at - fixed > FRESH_AMBULANCE:
        return False
    return told is None or fixed > told


def look(call: Call, state: CallState, policy: Policy, at: datetime) -> Looked:
    """Every active unit of an agreed scheme, weighed for this call now."""
    registers = [
        register
        for register in read_register(None, at)
        if register.unit.scheme.agreed_by_ambulance_at is not None
    ]
    fixes = [fix_of(register.unit, at, policy) for register in registers]
    times = _road_times(call, registers, fixes, policy)
    table = police_table()
    ambulance = ambulance_seconds(call, at)
    weighed: list[Candidate] = []
    beyond = 0
    for register, fix, arrives in zip(registers, fixes, times, strict=True):
        if fix is not None and arrives < 0 and fix.source != "station":
            beyond += 1
        weighed.append(_weigh(register, call, state, policy, table, fix, arrives, ambulance, at))
    return Looked(at, ambulance, _ranked(weighed), beyond)


def _road_times(
    call: Call, registers: list[Register], fixes: list[Fix | None], policy: Policy
) -> list[float]:
    known = [index for index, fix in enumerate(fixes) if fix is not None]
    points = [(fix.lat, fix.lon) for fix in fixes if fix is not None]
    response = [registers[index].response_driver for index in known]
    seconds = ground.seconds_to(call.lat, call.lon, points, response, policy.search_cut_off)
    times = [ground.UNREACHED] * len(registers)
    for index, value in zip(known, seconds, strict=True):
        if value >= 0:
            times[index] = value + registers[index].unit.scheme.turnout_seconds
    return times


def _weigh(
    register: Register,
    call: Call,
    state: CallState,
    policy: Policy,
    table: Mapping[int, PoliceStateRule],
    fix: Fix | None,
    arrives: float,
    ambulance: float,
    at: datetime,
) -> Candidate:
    condition = Condition(call.condition)
    facts = facts_for(
        register,
        state=state,
        condition=condition,
        table=table,
        fix=fix,
        arrives=arrives,
        ambulance=ambulance,
        at=at,
    )
    failed = failed_gates(facts, limits_of(policy))
    details = gate_details(
        register,
        condition=condition,
        table=table,
        fix=fix,
        arrives=arrives,
        ambulance=ambulance,
        at=at,
    )
    return Candidate(
        register=register,
        facts=facts,
        failed=failed,
        fix=fix,
        estimate=_estimate(arrives, ambulance, policy),
        arrives=arrives,
        reasons=why_not(failed, details, owner=register.unit.scheme.owner),
    )


def interval(seconds: float, variation: float) -> tuple[float, float]:
    """Seconds between which 8 of 10 arrivals fall, for one that is expected after `seconds`."""
    spread = EIGHTY_PER_CENT * variation * seconds
    return max(0.0, seconds - spread), seconds + spread


def _estimate(arrives: float, ambulance: float, policy: Policy) -> Estimate | None:
    if arrives < 0 or ambulance < 0:
        return None
    low, high = interval(arrives, policy.travel_variation)
    ambulance_low, ambulance_high = interval(ambulance, policy.ambulance_variation)
    both = (
        EIGHTY_PER_CENT
        * ((policy.travel_variation * arrives) ** 2 + (policy.ambulance_variation * ambulance) ** 2)
        ** 0.5
    )
    gained = ambulance - arrives
    return Estimate(
        arrives=arrives,
        low=low,
        high=high,
        ambulance=ambulance,
        ambulance_low=ambulance_low,
        ambulance_high=ambulance_high,
        gained=gained,
        gained_low=gained - both,
        gained_high=gained + both,
        first=probability_first(
            arrives, ambulance, policy.travel_variation, policy.ambulance_variation
        ),
    )


def _ranked(weighed: list[Candidate]) -> tuple[Candidate, ...]:
    free = [each for each in weighed if each.failed == 0]
    ordered: list[Candidate] = []
    for index, each in enumerate(free):
        place = len(ordered)
        for at, other in enumerate(ordered):
            than = (other.arrives, medical_used(other), free.index(other))
            if goes_before(each.arrives, medical_used(each), index, than):
                place = at
                break
        ordered.insert(place, each)
    rest = sorted(
        (each for each in weighed if each.failed),
        key=lambda each: (each.arrives < 0, each.arrives, each.register.unit.call_sign),
    )
    ranked = [_with_rank(each, rank) for rank, each in enumerate(ordered, start=1)]
    return (*ranked, *rest)


def _with_rank(each: Candidate, rank: int) -> Candidate:
    return replace(each, rank=rank)


def medical_used(candidate: Candidate) -> float:
    """Seconds of medical work in this shift: of two that are as near, the less used goes."""
    status = getattr(candidate.register.unit, "status", None)
    return float(status.medical_seconds_this_shift) if status is not None else 0.0


def nobody_because(looked: Looked) -> str:
    """Why nobody could be asked, in one sentence that any room may read."""
    if not looked.candidates:
        return "No unit of the scheme is on."
    blockers = [Gate(each.failed & -each.failed) for each in looked.candidates if each.failed]
    near = sum(gate in (Gate.GAIN, Gate.FIRST) for gate in blockers)
    position = sum(gate in (Gate.POSITION, Gate.STUCK, Gate.REACH) for gate in blockers)
    tried = sum(gate is Gate.TRIED for gate in blockers)
    busy = len(blockers) - near - position - tried
    parts = [
        (tried, "asked already"),
        (near, "no sooner than the ambulance"),
        (position, "too far or no position"),
        (busy, "not available"),
    ]
    said = ", ".join(f"{count} {words}" for count, words in parts if count)
    total = len(looked.candidates)
    return f"{total} unit{'s' if total != 1 else ''} looked at: {said}."


def spoken_crew(register: Register) -> list[dict[str, str]]:
    return [
        {"id": str(each.officer.pk), "name": each.officer.spoken_name} for each in register.crew
    ]
