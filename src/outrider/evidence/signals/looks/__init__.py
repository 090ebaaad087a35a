"""Every question of the page, in its order; those whose method is here."""

from __future__ import annotations

from typing import Final

from outrider.evidence.signals.look import Look, Theme
from outrider.evidence.signals.looks import (
    changes,
    completeness,
    disparities,
    effects,
    funnels,
    incidents,
    places,
    rates,
    tables,
)
from outrider.signals.registry import there

EVERY: Final = (
    Theme("Who needs support, and where", (*rates.LOOKS, *funnels.LOOKS)),
    Theme("Among those who were there", incidents.LOOKS),
    Theme("Is it alike for everybody?", disparities.LOOKS),
    Theme("Has something changed?", changes.LOOKS),
    Theme("Did it help?", effects.LOOKS),
    Theme("Places", places.LOOKS),
    Theme("What is not recorded", completeness.LOOKS),
    Theme("Tables to give away", tables.LOOKS),
)


def themes() -> tuple[Theme, ...]:
    """Themes with at least one question whose method is installed."""
    found = []
    for theme in EVERY:
        looks = tuple(look for look in theme.looks if there(look.part))
        if looks:
            found.append(Theme(theme.title, looks))
    return tuple(found)


def look_of(key: str) -> Look | None:
    return next((look for theme in themes() for look in theme.looks if look.key == key), None)
