"""A bag on each vehicle of the scheme. One has pads that ran out a week ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from outrider.demo.config import UnitPlan
from outrider.demo.seeds import stream
from outrider.domain.people.kit import ITEMS
from outrider.people.models import KitBag, KitLine, Unit

if TYPE_CHECKING:
    from outrider.demo.force.create import Recipe

NEVER_EXPIRE = frozenset({"aed", "blanket", "oximeter", "suction"})
TWO_OF = frozenset({"pads-adult", "tourniquet"})
CHECKED_BEFORE = timedelta(hours=2, minutes=50)


def create(recipe: Recipe, units: dict[str, Unit]) -> None:
    """Bags for the units that are in a scheme, checked at the start of this shift."""
    random = stream(recipe.seed, "kit")
    plans = [plan for plan in recipe.plan.units if not plan.untrained]
    bags = {
        plan.call_sign: KitBag(
            tag=f"Bag {plan.call_sign}",
            unit=units[plan.call_sign],
            checked_at=recipe.anchor - CHECKED_BEFORE,
        )
        for plan in plans
    }
    KitBag.objects.bulk_create(bags.values())
    KitLine.objects.bulk_create(
        _line(recipe, bags[plan.call_sign], plan, item, random.randint(60, 700))
        for plan in plans
        for item in ITEMS
    )


def _line(recipe: Recipe, bag: KitBag, plan: UnitPlan, item: str, days_left: int) -> KitLine:
    if item == "pads-adult" and plan.pads_expired_days:
        days_left = -plan.pads_expired_days
    count = 2 if item in TWO_OF else 1
    return KitLine(
        bag=bag,
        item=item,
        lot=f"L{recipe.seed % 100:02d}{days_left % 1000:03d}",
        quantity=count,
        minimum=count,
        expires_on=None
        if item in NEVER_EXPIRE
        else recipe.anchor.date() + timedelta(days=days_left),
    )
