"""Every question of the page, in its order; those whose method is here."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from outrider.evidence.signals.look import Look, Theme
from outrider.evidence.signals.looks import funnels, places, rates

EVERY: Final = (
    Theme("Who needs support, and where", (*rates.LOOKS, *funnels.LOOKS)),
    Theme("Places", places.LOOKS),
)


def themes() -> tuple[Theme, ...]:
    """Themes with at least one question whose method is installed."""
    found = []
    for theme in EVERY:
        looks = tuple(look for look in theme.looks if find_spec(f"outrider.signals.{look.part}"))
        if looks:
            found.append(Theme(theme.title, looks))
    return tuple(found)


def look_of(key: str) -> Look | None:
    return next((look for theme in themes() for look in theme.looks if look.key == key), None)
