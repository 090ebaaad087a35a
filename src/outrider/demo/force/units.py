"""Units with their shifts, states and positions, and the trust's ambulances."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from outrider.coresponse.models import Ambulance
from outrider.demo.config import UnitPlan
from outrider.demo.seeds import made_id
from outrider.people.models import (
    Crewing,
    Lease,
    Officer,
    Position,
    Station,
    Unit,
    UnitStatus,
)

if TYPE_CHECKING:
    from outrider.demo.force.create import Recipe

OFF_DUTY: Final = 11
SHIFT: Final = timedelta(hours=12)
INTO_SHIFT: Final = timedelta(hours=3)
SHIFTS_AHEAD: Final = 14  # a week: a demo that is left running keeps its crews


def create_units(recipe: Recipe, stations: dict[str, Station]) -> dict[str, Unit]:
    """Units by call sign, each with its state, its own agency as owner and a position."""
    made = {
        plan.call_sign: Unit(
            id=made_id(recipe.seed, "unit", plan.call_sign),
            call_sign=plan.call_sign,
            scheme_id=plan.scheme,
            station=stations[plan.station],
        )
        for plan in recipe.plan.units
    }
    Unit.objects.bulk_create(made.values())
    plans = [(made[plan.call_sign], plan) for plan in recipe.plan.units]
    UnitStatus.objects.bulk_create(_status(recipe, unit, plan) for unit, plan in plans)
    Lease.objects.bulk_create(Lease(unit=unit) for unit in made.values())
    Position.objects.bulk_create(_position(recipe, unit, plan) for unit, plan in plans)
    return made


def _status(recipe: Recipe, unit: Unit, plan: UnitPlan) -> UnitStatus:
    on_duty = plan.state != OFF_DUTY
    in_scheme = not plan.untrained
    return UnitStatus(
        unit=unit,
        police_state=plan.state,
        state_since=recipe.anchor - timedelta(minutes=20 + 7 * plan.state),
        doing=plan.doing,
        booked_on_owner=on_duty,
        booked_on_ambulance=on_duty and in_scheme,
        shift_started_at=recipe.anchor - INTO_SHIFT if on_duty else None,
    )


def _position(recipe: Recipe, unit: Unit, plan: UnitPlan) -> Position:
    _, lat, lon = recipe.ground.snap(*plan.near)
    fixed = recipe.anchor - timedelta(seconds=plan.fix_age_seconds)
    return Position(
        unit=unit,
        lat=lat,
        lon=lon,
        fixed_at=fixed,
        received_at=fixed,
        unchanged_since=fixed,
    )


def create_shifts(
    recipe: Recipe, units: dict[str, Unit], crews: dict[tuple[str, str], list[Officer]]
) -> None:
    """Watch A is on now, watch B relieves it, for a week. A unit that is off has no shift now."""
    crewings = []
    for plan in recipe.plan.units:
        start = recipe.anchor - INTO_SHIFT
        for turn in range(SHIFTS_AHEAD):
            if turn == 0 and plan.state == OFF_DUTY:
                continue
            watch = "AB"[turn % 2]
            crewings += [
                Crewing(
                    unit=units[plan.call_sign],
                    officer=officer,
                    starts_at=start + turn * SHIFT,
                    ends_at=start + (turn + 1) * SHIFT,
                    driver=seat == 0,
                )
                for seat, officer in enumerate(crews[plan.call_sign, watch])
            ]
    Crewing.objects.bulk_create(crewings)


def create_ambulances(recipe: Recipe, stations: dict[str, Station]) -> int:
    """The island trust's ambulances, each at the point where it stands by."""
    made = [
        Ambulance(
            id=made_id(recipe.seed, "ambulance", plan.call_sign),
            call_sign=plan.call_sign,
            station=stations[plan.station],
            lat=stations[plan.station].lat,
            lon=stations[plan.station].lon,
            fixed_at=recipe.anchor,
        )
        for plan in recipe.plan.ambulances
    ]
    Ambulance.objects.bulk_create(made)
    return len(made)
