"""Kit is checked at the start of each shift, and what was used is replaced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from outrider.demo.feed.people import ACTOR
from outrider.demo.feed.world import World
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import KitBag, KitLine

CHECK_AFTER: Final = timedelta(hours=11, minutes=30)
EVERY: Final = 300.0


def keep_kit(world: World, now: datetime) -> int:
    """Check the bags whose check runs out; how many."""
    if not world.wait("kit", EVERY, now):
        return 0
    world.forget("kit")
    old = KitBag.objects.filter(checked_at__lt=now - CHECK_AFTER, unit__isnull=False)
    short = KitBag.objects.filter(lines__quantity__lt=F("lines__minimum"), unit__isnull=False)
    bags = list((old | short).distinct())
    for bag in bags:
        with transaction.atomic():
            KitLine.objects.filter(bag=bag, quantity__lt=F("minimum")).update(quantity=F("minimum"))
            KitBag.objects.filter(pk=bag.pk).update(checked_at=now)
            append(
                [
                    NewEntry(
                        stream=f"unit:{bag.unit_id}",
                        kind="kit.checked",
                        actor=ACTOR,
                        payload={"bag": bag.tag},
                        effective_at=now,
                        touches=(f"unit:{bag.unit_id}",),
                    )
                ]
            )
    return len(bags)
