"""Questions that can be put to a file: one description for the command line and for pages."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks import (
    agreement,
    changes,
    disparities,
    effects,
    forms,
    funnels,
    incidents,
    lists,
    places,
    rates,
)
from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting, answer, given
from outrider.signals.registry import there

EVERY: Final = (
    *rates.ASKS,
    *funnels.ASKS,
    *forms.ASKS,
    *incidents.ASKS,
    *disparities.ASKS,
    *changes.ASKS,
    *effects.ASKS,
    *lists.ASKS,
    *places.ASKS,
    *agreement.ASKS,
)


def asks() -> tuple[Ask, ...]:
    """Those whose method is here, in the order of the documentation."""
    return tuple(ask for ask in EVERY if there(ask.part))


__all__ = ["Ask", "Given", "Kind", "Need", "Setting", "answer", "asks", "given"]
