"""Questions that can be put to a file: one description for the command line and for pages."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from outrider.signals.asks import funnels, rates
from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting, answer, given

EVERY: Final = (*rates.ASKS, *funnels.ASKS)


def asks() -> tuple[Ask, ...]:
    """Those whose method is here, in the order of the documentation."""
    return tuple(ask for ask in EVERY if find_spec(f"outrider.signals.{ask.part}"))


__all__ = ["Ask", "Given", "Kind", "Need", "Setting", "answer", "asks", "given"]
