"""The evaluation: all findings of a frame under a plan, for a run and for the live scheme alike."""

from __future__ import annotations

from outrider.trial.judging.finding import Evaluation
from outrider.trial.judging.findings.clocks import both_clocks
from outrider.trial.judging.findings.flow import intention
from outrider.trial.judging.findings.gain import gained
from outrider.trial.judging.findings.harms import harms
from outrider.trial.judging.findings.looks import monitored
from outrider.trial.judging.findings.police import officer_hours, waiting
from outrider.trial.judging.findings.power import answerable
from outrider.trial.judging.findings.substitution import substitution
from outrider.trial.judging.findings.survival import survival
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.plan import Plan, packaged_plan


def evaluate(frame: Frame, plan: Plan | None = None, without: Frame | None = None) -> Evaluation:
    """Every finding, what can be answered at all first.

    Args:
        frame: the live period, or a run's arm with the scheme.
        plan: fixed beforehand; the packaged one if none is given.
        without: a run's arm without the scheme, on the same calls and jobs.
    """
    plan = plan or packaged_plan()
    findings = (
        answerable(frame, plan),
        gained(frame, plan),
        both_clocks(frame),
        intention(frame),
        survival(frame, plan),
        officer_hours(frame),
        waiting(frame, without),
        harms(frame),
        substitution(frame, plan, without),
        monitored(frame, plan),
    )
    return Evaluation(
        start=frame.start,
        end=frame.end,
        calls=frame.n,
        digest=frame.digest(),
        plan=plan.version,
        plan_hash=plan.hash,
        findings=findings,
    )
