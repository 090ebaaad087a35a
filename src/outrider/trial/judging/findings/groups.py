"""Groups of calls that were named before anybody looked."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.domain.coresponse.conditions import Condition
from outrider.trial.judging.frame import Bools, Frame, Stage

CATEGORIES: Final = {"C1": "Category 1", "C2": "Category 2", "C3": "Category 3", "C4": "Category 4"}


def groups_of(frame: Frame) -> list[tuple[str, Bools]]:
    """All, by category, by condition, countryside and town; only groups that have calls."""
    named = [each for kind in partitions(frame) for each in kind]
    return [(name, mine) for name, mine in named if mine.any() or name == "All"]


def partitions(frame: Frame) -> list[list[tuple[str, Bools]]]:
    """The same by kind: within a kind no call is in two groups."""
    return [
        [("All", np.ones(frame.n, np.bool_))],
        [(name, np.asarray(frame.category == code)) for code, name in CATEGORIES.items()],
        [(each.label, np.asarray(frame.condition == each.value)) for each in Condition],
        [("Countryside", frame.rural), ("Town", frame.town)],
    ]


def eligible(frame: Frame) -> Bools:
    """Calls that the rules send a co-responder to; those that a crew came across left out."""
    sent_to = frame.stage >= Stage.NOT_ASKED
    return np.asarray(sent_to & (frame.stage != Stage.CAME_ACROSS))


def arrests(frame: Frame) -> Bools:
    """Calls taken as a cardiac arrest."""
    return np.asarray(frame.condition == Condition.CARDIAC_ARREST.value)
