"""An answer as data: what was asked, what was found, how sure, of how many, and what it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from outrider.trial.judging.estimates import Estimate, minus
from outrider.trial.judging.intervals import Interval
from outrider.trial.judging.table import Table

Verdict: TypeAlias = Literal["yes", "no", "cannot-tell", "told"]
"""`told`: a description, that answers no yes-or-no question."""


@dataclass(frozen=True)
class Finding:
    """One question with its answer. `estimate` is None where there is not one number to give."""

    id: str
    question: str
    title: str  # the answer in a line
    sentence: str  # the answer with its figures, in plain words
    table: Table
    estimate: Estimate | None = None
    unit: str = ""
    verdict: Verdict = "told"
    caveats: tuple[str, ...] = ()  # what it does not say
    method: str = ""  # how it was reckoned, and from how many

    @property
    def value(self) -> float | None:
        return self.estimate.value if self.estimate else None

    @property
    def interval(self) -> Interval | None:
        return self.estimate.interval if self.estimate else None

    @property
    def n(self) -> int:
        return self.estimate.n if self.estimate else 0

    @property
    def number(self) -> str:
        """The estimate with its unit: "3.1 min", "12 officer-hours", "24%"."""
        if self.value is None:
            return "–"
        if self.unit.startswith("share"):
            return f"{100 * self.value:.0f}%"
        return f"{minus(self.value)} {self.unit}"

    @property
    def range_text(self) -> str:
        """ "2.4 to 4.5, n = 34"."""
        if self.interval is None:
            return f"n = {self.n:,}: no range"
        low, high = self.interval
        if self.unit.startswith("share"):
            return f"{100 * low:.0f} to {100 * high:.0f}%, n = {self.n:,}"
        return f"{minus(low)} to {minus(high)}, n = {self.n:,}"

    # The names that figures of the evidence go by.
    @property
    def says(self) -> str:
        return self.sentence

    @property
    def doesnt(self) -> str:
        return " ".join(self.caveats)

    @property
    def meta(self) -> str:
        return self.method


@dataclass(frozen=True)
class Evaluation:
    """All findings of one period or one run, under one plan."""

    start: datetime
    end: datetime
    calls: int
    digest: str  # of the data
    plan: str  # version of the analysis plan
    plan_hash: str
    findings: tuple[Finding, ...]

    def finding(self, key: str) -> Finding:
        """The finding of this id.

        Raises:
            KeyError: there is none.
        """
        for each in self.findings:
            if each.id == key:
                return each
        raise KeyError(key)
