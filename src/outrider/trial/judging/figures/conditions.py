"""One row for each condition of the scheme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outrider.domain.coresponse.conditions import Condition
from outrider.trial.judging.estimates import Estimate, Share, estimate
from outrider.trial.judging.frame import Frame, Stage
from outrider.trial.judging.table import Table, bounds


@dataclass(frozen=True)
class ConditionRow:
    name: str
    eligible: int
    asked: int
    attended: int
    first: Share
    gain: Estimate  # median minutes gained per attended call
    help: Estimate  # median minutes to first trained help
    ambulance: Estimate  # median minutes to the ambulance


@dataclass(frozen=True)
class Conditions:
    rows: tuple[ConditionRow, ...]
    table: Table

    @property
    def title(self) -> str:
        busiest = max(self.rows, key=lambda row: row.attended)
        if not busiest.attended:
            return "Nothing attended yet, condition by condition"
        return f"{busiest.name} was attended most often: {busiest.attended} calls"

    @property
    def says(self) -> str:
        return "What the crews were sent for, how often they were first, and by how much."

    @property
    def doesnt(self) -> str:
        return (
            "What became of the patients: outcomes are not linked. A median of few calls moves "
            "with the next one; below five there is no range."
        )

    @property
    def meta(self) -> str:
        n = sum(row.attended for row in self.rows)
        return f"{n} attended calls. Medians with exact intervals."


def conditions(frame: Frame) -> Conditions:
    """The five conditions of the scheme, then everything else that it is sent to."""
    rows = tuple(_row(frame, condition) for condition in Condition)
    table = Table(
        (
            "Condition",
            "Eligible",
            "Asked for",
            "Attended",
            "First",
            "Help, median min",
            "Ambulance, median min",
            "Gained, median min",
            "Low",
            "High",
        ),
        tuple(
            (
                row.name,
                row.eligible,
                row.asked,
                row.attended,
                row.first.count,
                row.help.value,
                row.ambulance.value,
                *bounds(row.gain),
            )
            for row in rows
        ),
    )
    return Conditions(rows, table)


def _row(frame: Frame, condition: Condition) -> ConditionRow:
    mine = frame.condition == condition.value
    counted = mine & (frame.stage != Stage.CAME_ACROSS)
    paired = mine & frame.paired
    responder, ambulance = frame.responder[paired], frame.ambulance[paired]
    return ConditionRow(
        name=condition.label,
        eligible=int((counted & (frame.stage >= Stage.NOT_ASKED)).sum()),
        asked=int((counted & (frame.stage >= Stage.ASKED)).sum()),
        attended=int((mine & frame.attended).sum()),
        first=Share(int((responder < ambulance).sum()), len(responder)),
        gain=estimate(frame.gain[paired], "median"),
        help=estimate(np.minimum(responder, ambulance), "median"),
        ambulance=estimate(ambulance, "median"),
    )
