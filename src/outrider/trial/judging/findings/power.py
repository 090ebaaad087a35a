"""Can this trial answer that? For every question, before any result."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log
from typing import Final

import numpy as np

from outrider.trial.judging.estimates import counted
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.findings.gain import difference
from outrider.trial.judging.findings.groups import arrests
from outrider.trial.judging.findings.substitution import compared
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.plan import Plan
from outrider.trial.judging.power import Answer, can_answer, pairs, per_arm
from outrider.trial.judging.table import Table

ENOUGH_FOR_SPREAD: Final = 20
COLUMNS: Final = (
    "Question", "Counts", "Needed", "A month now", "Months", "Answer", "In words",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One question with what it takes. `outcome`: what it is about is recorded at all."""

    words: str
    counts: str
    needed: float
    a_month: float
    outcome: bool = True

    def answer(self, months: float) -> Answer:
        return can_answer(self.needed, self.a_month if self.outcome else 0.0, months)


def answerable(frame: Frame, plan: Plan) -> Finding:
    """Every question with the number that it needs, and when that is there."""
    asked = questions(frame, plan)
    answers = [(each, each.answer(plan.months)) for each in asked]
    yes = sum(answer.in_time for _, answer in answers)
    rows = tuple(
        (
            each.words, each.counts, answer.needed, each.a_month,
            answer.months if answer.months < inf else None, verdict(answer), _words(each, answer),
        )
        for each, answer in answers
    )  # fmt: skip
    return Finding(
        id="power",
        question="Can this trial answer that?",
        title=f"{yes} of {counted(len(asked), 'question')} answerable in {plan.months:g} months",
        sentence=" ".join(f"{each.words} {verdict(answer)}." for each, answer in answers),
        table=Table(COLUMNS, rows, frozenset({0, 1, 5, 6})),
        caveats=("That the answer will be yes: power is the chance to see what is there.",),
        method=(
            f"At the rate of this period, {plan.primary.power:.0%} power, two-sided "
            f"{plan.primary.level:.0%}, normal approximations (Machin 2009, Fleiss 2003)."
        ),
    )


def verdict(answer: Answer) -> str:
    """As the page says it."""
    return "Yes, in time" if answer.in_time else "Cannot tell"


def questions(frame: Frame, plan: Plan) -> tuple[Question, ...]:
    """The trial's own, the Federation's, the critic's and the hardest one."""
    power, level = plan.primary.power, plan.primary.level
    attended = int(frame.paired.sum())
    among, asked, lateness = compared(frame)
    co = int((among & asked).sum())
    spread = _spread(difference(frame), plan.primary.spread)
    late = _spread(lateness[among & np.isfinite(lateness)], plan.matching.spread)
    # a co-responded call and its matches: with as many matches as calls, twice the variance
    slower = 2 * pairs(plan.harm.slower, late, power=power, level=level)
    jobs = frame.jobs
    open_ = int(jobs.medical_open.sum()) if jobs else 0
    waits = 2 * pairs(plan.police.wait, plan.police.spread, power=power, level=level)
    reached = int((arrests(frame) & frame.attended).sum())
    baseline = plan.survival.baseline
    return (
        Question(
            f"Does trained help come sooner, by {plan.primary.gain:g} min?", "attended calls",
            pairs(plan.primary.gain, spread, power=power, level=level), _rate(attended, frame),
        ),
        Question(
            f"Do ambulances to co-responded calls come {plan.harm.slower:g} min later?",
            "co-responded calls with a match", slower, _rate(co, frame),
        ),
        Question(
            f"Do police jobs wait {plan.police.wait:g} min longer?",
            "police jobs during a medical call", waits, _rate(open_, frame), jobs is not None,
        ),
        Question(
            f"Are fewer than {plan.harm.abandoned_share:.0%} of patients left for a police job?",
            "attendances without one", log(1 / level) / plan.harm.abandoned_share,
            _rate(int(frame.attended.sum()), frame),
        ),
        *(
            Question(
                f"Do more people survive ({100 * baseline:.1f} to {100 * better:.1f}%)?",
                "arrests, both arms", 2 * per_arm(baseline, better, power=power, level=level),
                _rate(reached, frame), outcome=False,
            )
            for better in plan.survival.better
        ),
    )  # fmt: skip


def _rate(count: int, frame: Frame) -> float:
    return count / frame.months if frame.months > 0 else 0.0


def _spread(values: np.ndarray[tuple[int], np.dtype[np.float64]], planned: float) -> float:
    """The spread seen so far, or the planned one while there is too little to see it by."""
    if len(values) < ENOUGH_FOR_SPREAD or values.std(ddof=1) == 0:
        return planned
    return float(values.std(ddof=1))


def _words(each: Question, answer: Answer) -> str:
    if each.outcome:
        return answer.sentence
    missing = f"Needs {answer.needed:,}"
    if each.a_month:
        years = answer.needed / each.a_month / 12
        missing += f", which takes {years:,.0f} years at the present rate" if years >= 2 else ""
    return f"{missing}; outcomes are not recorded either: this trial cannot answer it."
