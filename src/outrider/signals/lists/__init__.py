"""How complete recording is, from two and three lists that overlap."""

from typing import Final

from outrider.signals.lists.link import Linked, Records, link
from outrider.signals.lists.results import (
    CHAPMAN,
    GAPS,
    THREE_LISTS,
    chapman_result,
    gaps_result,
    three_lists_result,
)
from outrider.signals.lists.three import Model, models
from outrider.signals.lists.two import Chapman, chapman, estimate_if
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (GAPS, CHAPMAN, THREE_LISTS)

__all__ = [
    "METHODS",
    "Chapman",
    "Linked",
    "Model",
    "Records",
    "chapman",
    "chapman_result",
    "estimate_if",
    "gaps_result",
    "link",
    "models",
    "three_lists_result",
]
