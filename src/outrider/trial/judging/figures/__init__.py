"""Figures from a frame by pure functions: nothing here reads a row or a clock."""

from __future__ import annotations

from outrider.trial.judging.figures.answers import Answer, answers
from outrider.trial.judging.figures.clocks import Clocks, clocks
from outrider.trial.judging.figures.conditions import conditions
from outrider.trial.judging.figures.cost import Cost, cost
from outrider.trial.judging.figures.flow import Flow, flow
from outrider.trial.judging.figures.groups import Group, groups
from outrider.trial.judging.figures.sides import Side, sides

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
