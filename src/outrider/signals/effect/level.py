"""What an interval's level says of false alarms."""

from __future__ import annotations

from outrider.signals.result import FalseAlarms


def one_look(level: float) -> FalseAlarms:
    return FalseAlarms(
        "one comparison", 1, 1 - level,
        "by the interval's level; simulations in the tests hold it to that.",
    )  # fmt: skip
