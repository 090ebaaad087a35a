"""Sequential monitoring as a finding: where the trial stands by its stop rules."""

from __future__ import annotations

from math import ceil
from typing import Final

import numpy as np

from outrider.trial.judging.estimates import counted, minus
from outrider.trial.judging.finding import Finding, Verdict
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.monitoring import WORDS, Look, State, looks, needed
from outrider.trial.judging.plan import Plan
from outrider.trial.judging.table import Cell, Table

COLUMNS: Final = (
    "Look", "Months", "Attended calls", "Of those needed, %", "z", "Bound", "Ambulances slower, z",
    "Bound of harm", "Power by the end, %", "State", "Why",
)  # fmt: skip
_VERDICT: Final[dict[State, Verdict]] = {
    "go-on": "cannot-tell", "benefit": "yes", "harm": "no", "cannot-answer": "cannot-tell",
}  # fmt: skip


def monitored(frame: Frame, plan: Plan) -> Finding:
    """All looks whose day has come, and what the last of them says."""
    made = looks(frame, plan)
    last = made[-1] if made else None
    return Finding(
        id="monitoring",
        question="Should the trial go on?",
        title=WORDS[last.state] if last else "The first look has not come yet",
        sentence=_sentence(last, plan),
        table=Table(COLUMNS, tuple(_row(n, each) for n, each in enumerate(made, 1)),
                    frozenset({9, 10})),
        verdict=_VERDICT[last.state] if last else "cannot-tell",
        caveats=(
            "A look between the planned ones stops nothing.",
            "People decide; the rule says what was agreed before anybody had looked.",
        ),
        method=(
            f"Plan {plan.version} of {plan.registered:%-d %B %Y}: looks after "
            f"{_months(plan)} months, {ceil(needed(plan))} attended calls needed. Benefit: two-"
            f"sided {plan.looks.benefit_level:.0%}, spent as by O’Brien and Fleming (Lan, DeMets "
            f"1983). Harm: one-sided {plan.looks.harm_level:.0%}, spent evenly."
        ),
    )  # fmt: skip


def _months(plan: Plan) -> str:
    *before, last = (f"{months:g}" for months in plan.looks.months)
    return f"{', '.join(before)} and {last}" if before else last


def _sentence(last: Look | None, plan: Plan) -> str:
    if last is None:
        return (
            f"The first look is after {plan.looks.months[0]:g} months. Until then the figures of "
            "this page stop nothing and start nothing."
        )
    bound = "none yet" if np.isinf(last.bound) else minus(last.bound, 2)
    z = "not known" if np.isnan(last.z) else minus(last.z, 2)
    return (
        f"At the look after {last.months:g} months {counted(last.attendances, 'attended call')} "
        f"had both times, {last.information:.0%} of those needed. {last.why} "
        f"z {z}, bound {bound}."
    )


def _row(number: int, look: Look) -> tuple[Cell, ...]:
    return (
        number, look.months, look.attendances, 100 * look.information, _number(look.z),
        _number(look.bound), _number(look.slower), _number(look.harm_bound), 100 * look.power,
        WORDS[look.state], look.why,
    )  # fmt: skip


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
