"""Who could have gone to a past call: units on shift then, weighed by the shared choice rule."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import UUID

from outrider.demo.config import ForcePlan, Rates
from outrider.demo.past.travel import Travel
from outrider.demo.seeds import made_id
from outrider.domain.coresponse.choice import Facts, Limits, failed_gates, probability_first
from outrider.domain.coresponse.policy import Policy


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that was looked at for a call. Seconds."""

    unit: UUID
    call_sign: str
    scheme: str
    owner: str
    needs_release: bool
    drive: float
    turnout: float
    arrives: float
    ambulance: float
    failed: int
    first: float
    facts: Facts
    waypoint: int = -1  # the patrol point where it was


@dataclass(frozen=True, slots=True)
class OnShift:
    """A unit that was on when the call came, and whether its own agency could spare it."""

    call_sign: str
    may_be_asked: bool
    drive: float
    waypoint: int = -1
    free: bool = True  # not on another call


def on_shift(
    random: Random,
    index: int,
    plan: ForcePlan,
    rates: Rates,
    travel: Travel,
    busy: frozenset[str],
) -> list[OnShift]:
    """Units on duty at the time of call number `index`, each at a place of its own."""
    patrols = [unit.call_sign for unit in plan.units if unit.scheme == "police-special"]
    chosen = random.sample(patrols, int(rates.units["units_on_shift"]))
    found = []
    for call_sign in chosen:
        waypoint = random.randrange(travel.patrol.shape[1])
        free = random.random() < rates.units["police_may_be_asked"]
        drive = float(travel.patrol[index, waypoint])
        found.append(OnShift(call_sign, free, drive, waypoint, call_sign not in busy))
    for unit in plan.units:
        if unit.call_sign in travel.from_home:
            kind = "fire" if unit.scheme == "fire-co-responder" else "community"
            free = random.random() < rates.units[f"{kind}_may_be_asked"]
            drive = float(travel.from_home[unit.call_sign][index])
            found.append(OnShift(unit.call_sign, free, drive, free=unit.call_sign not in busy))
    return found


def weigh(
    seed: int, units: list[OnShift], eta: float, plan: ForcePlan, policy: Policy
) -> list[Found]:
    """Every unit with its gates, soonest first. `eta` is the ambulance's, in seconds from now."""
    by_sign = {unit.call_sign: unit for unit in plan.units}
    schemes = {scheme.code: scheme for scheme in plan.schemes}
    found = []
    for unit in units:
        scheme = schemes[by_sign[unit.call_sign].scheme]
        arrives = unit.drive + scheme.turnout_seconds
        if arrives > policy.search_cut_off:
            continue
        facts = _facts(unit, arrives, eta, uses_state=scheme.uses_police_state)
        found.append(
            Found(
                unit=made_id(seed, "unit", unit.call_sign),
                call_sign=unit.call_sign,
                scheme=scheme.code,
                owner=scheme.owner,
                needs_release=scheme.needs_release,
                drive=unit.drive,
                turnout=float(scheme.turnout_seconds),
                arrives=arrives,
                ambulance=eta,
                failed=failed_gates(facts, _limits(policy)),
                first=probability_first(
                    arrives, eta, policy.travel_variation, policy.ambulance_variation
                ),
                facts=facts,
                waypoint=unit.waypoint,
            )
        )
    return sorted(found, key=lambda each: (each.arrives, each.call_sign))


def _facts(unit: OnShift, arrives: float, eta: float, *, uses_state: bool) -> Facts:
    return Facts(
        scheme_live=True,
        outcome_sends=True,
        ambulance_live=True,
        crewed=uses_state or unit.may_be_asked,
        state_allows=unit.may_be_asked or not uses_state,
        free=unit.free,
        booked_owner=True,
        booked_ambulance=True,
        pair_ok=True,
        competent=True,
        kit_ok=True,
        shift_left=14_400.0,
        medical_left=5_400.0,
        tried=False,
        fix_age=10.0,
        fix_stuck=False,
        arrives=arrives,
        ambulance=eta,
    )


def _limits(policy: Policy) -> Limits:
    return Limits(
        policy.shift_left,
        policy.position_unusable,
        policy.gain_cut_off,
        policy.first_cut_off,
        policy.travel_variation,
        policy.ambulance_variation,
    )
