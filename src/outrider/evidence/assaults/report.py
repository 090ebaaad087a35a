"""The year's figures of the safety scheme, made once and shared by page, drawings and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from outrider.evidence.assaults.figures.compliance import Compliance, compliance
from outrider.evidence.assaults.figures.coverage import Coverage, coverage
from outrider.evidence.assaults.figures.mix import Mix, mix
from outrider.evidence.assaults.figures.weeks import Weeks, weeks
from outrider.evidence.assaults.frame import Assaults
from outrider.evidence.assaults.rows import load
from outrider.trial.judging.table import Table


@dataclass(frozen=True)
class AssaultReport:
    """Every figure of 52 weeks. Each is made when it is first asked for."""

    frame: Assaults

    @cached_property
    def weeks(self) -> Weeks:
        return weeks(self.frame)

    @cached_property
    def mix(self) -> Mix:
        return mix(self.frame)

    @cached_property
    def compliance(self) -> Compliance:
        return compliance(self.frame)

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(self.frame)

    @cached_property
    def digest(self) -> str:
        return self.frame.digest()

    @property
    def tables(self) -> dict[str, Table]:
        """By the figure's address."""
        return {
            "weeks": self.weeks.table,
            "mix": self.mix.table,
            "plan": self.compliance.table,
            "link-officers": self.coverage.table,
        }


@lru_cache(maxsize=4)
def assault_report(until: datetime) -> AssaultReport:
    """The figures of the 52 whole weeks before `until`, kept for the page's drawings and files."""
    return AssaultReport(load(until))
