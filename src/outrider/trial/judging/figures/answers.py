"""Can these figures answer that? Said before any result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from outrider.domain.coresponse.conditions import Condition
from outrider.trial.judging.estimates import minus
from outrider.trial.judging.figures.clocks import Clocks
from outrider.trial.judging.frame import Frame

# Normal-formula sample sizes at 80 % power, two-sided 5 %.
ATTENDANCES_NEEDED: Final = 22  # paired gain of 3 min, standard deviation 5
ARRESTS_NEEDED: Final = 1_730  # 865 in each arm, survival 7.8 % to 11.8 %


@dataclass(frozen=True)
class Answer:
    verdict: Literal["yes", "not-yet", "no"]
    word: str
    question: str
    value: str
    small: str
    detail: str


def answers(frame: Frame, both: Clocks) -> tuple[Answer, ...]:
    """Three questions that everybody asks, and whether this much data can answer them."""
    return _sooner(both), _waiting(), _survival(frame)


def _sooner(both: Clocks) -> Answer:
    gain = both.mean_gain
    needs = f"Needs about {ATTENDANCES_NEEDED} attendances to see 3 min; has {both.n}."
    if both.n < ATTENDANCES_NEEDED or gain.value is None or gain.interval is None:
        value = "–" if gain.value is None else f"{minus(gain.value)} min"
        return Answer(
            "not-yet", "Not yet", "Does trained help arrive sooner?", value, f"n = {both.n}", needs
        )
    return Answer(
        "yes",
        "Yes",
        "Does trained help arrive sooner?",
        f"{minus(gain.value)} min",
        gain.range_text,
        needs,
    )


def _waiting() -> Answer:
    return Answer(
        "not-yet",
        "Not yet",
        "Do police jobs wait longer?",
        "–",
        "not recorded",
        "Police jobs that wait during a medical call aren’t recorded yet.",
    )


def _survival(frame: Frame) -> Answer:
    arrests = int((frame.attended & (frame.condition == Condition.CARDIAC_ARREST.value)).sum())
    return Answer(
        "no",
        "No, not at this size",
        "Do more people survive?",
        f"{arrests}",
        f"arrests attended, of about {ARRESTS_NEEDED:,} needed",
        "865 in each arm, to see 7.8% become 11.8%. Outcomes aren’t linked either.",
    )
