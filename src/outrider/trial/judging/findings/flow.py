"""Intention to dispatch, as a finding."""

from __future__ import annotations

from outrider.trial.judging.estimates import Estimate
from outrider.trial.judging.figures.flow import flow
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.frame import Frame


def intention(frame: Frame) -> Finding:
    """From the 999 call to the patient, with the reason at every loss."""
    made = flow(frame)
    never = made.never_arrived
    share = never.count / never.of if never.of else None
    return Finding(
        id="flow",
        question="What became of every call, from eligible to attended?",
        title=made.title,
        sentence=f"{made.says} {made.meta}",
        table=made.table,
        estimate=Estimate(share, never.interval, never.of),
        unit="share of mobilised calls that never became an attendance",
        caveats=(made.doesnt, "Shares of other schemes have other denominators: do not mix them."),
        method="Every call of the period, once. Shares with exact intervals, 95%.",
    )
