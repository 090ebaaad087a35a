"""Figures from a frame by pure functions: nothing here reads a row or a clock."""

from __future__ import annotations

from outrider.evidence.figures.answers import Answer, answers
from outrider.evidence.figures.clocks import Clocks, clocks
from outrider.evidence.figures.conditions import conditions
from outrider.evidence.figures.cost import Cost, cost
from outrider.evidence.figures.flow import Flow, flow
from outrider.evidence.figures.groups import Group, groups
from outrider.evidence.figures.sides import Side, sides

__all__ = [
    "Answer",
    "Clocks",
    "Cost",
    "Flow",
    "Group",
    "Side",
    "answers",
    "clocks",
    "conditions",
    "cost",
    "flow",
    "groups",
    "sides",
]
