"""Can these figures answer that? Said before any result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from outrider.trial.judging.estimates import minus
from outrider.trial.judging.finding import Evaluation, Verdict


@dataclass(frozen=True)
class Answer:
    verdict: Literal["yes", "not-yet", "no"]
    word: str
    question: str
    value: str
    small: str
    detail: str


WORDS: Final[dict[Verdict, tuple[Literal["yes", "not-yet", "no"], str]]] = {
    "yes": ("yes", "Yes"),
    "no": ("no", "No, later"),
    "cannot-tell": ("not-yet", "Not yet"),
    "told": ("not-yet", "Not yet"),
}


def answers(made: Evaluation) -> tuple[Answer, ...]:
    """Three questions that everybody asks, and whether this much data can answer them."""
    return _sooner(made), _waiting(made), _survival(made)


def _sooner(made: Evaluation) -> Answer:
    found = made.finding("gain")
    verdict, word = WORDS[found.verdict]
    return Answer(
        verdict,
        word,
        "Does trained help arrive sooner?",
        "–" if found.value is None else f"{minus(found.value)} min",
        found.range_text,
        f"To see 3 min: {_power(made, 'sooner')}",
    )


def _waiting(made: Evaluation) -> Answer:
    found = made.finding("police-jobs")
    told = found.value is not None
    return Answer(
        "not-yet",
        "Not yet",
        "Do police jobs wait longer?",
        found.number,
        found.range_text if told else "not recorded",
        found.title if told else "Police jobs that wait during a medical call aren’t recorded yet.",
    )


def _survival(made: Evaluation) -> Answer:
    row = next(row for row in made.finding("power").table.rows if "survive" in str(row[0]))
    return Answer(
        "no",
        "No, not at this size",
        "Do more people survive?",
        f"{row[2]:,}",
        "arrests needed in both arms, 7.8 to 11.8%",
        _power(made, "survive"),
    )


def _power(made: Evaluation, about: str) -> str:
    """What the power page says of the first question about this."""
    rows = made.finding("power").table.rows
    return str(next(row[-1] for row in rows if about in str(row[0])))
