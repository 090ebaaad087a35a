"""One period's figures together, made once and shared by the page, its drawings and its files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from outrider.coresponse import ground
from outrider.domain.coresponse.rules import NO_PACK
from outrider.evidence.analysis_plan import InForce, plan_in_force
from outrider.evidence.exports import LEAVES, leaving
from outrider.evidence.places import TownFinder
from outrider.evidence.rows import load
from outrider.roads import RoadsError
from outrider.trial.judging import figures as f
from outrider.trial.judging.estimates import SEED, Share
from outrider.trial.judging.evaluation import evaluate
from outrider.trial.judging.exports import Export
from outrider.trial.judging.figures.conditions import Conditions
from outrider.trial.judging.figures.groups import Groups
from outrider.trial.judging.finding import Evaluation, Finding
from outrider.trial.judging.findings.gain import device_timed
from outrider.trial.judging.findings.looks import monitored
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.plan import packaged_plan
from outrider.trial.judging.table import Table

PERIOD: Final = timedelta(days=92)
BOOTSTRAP_SEED: Final = SEED


@dataclass(frozen=True)
class Report:
    """Every figure of a period. Each is made when it is first asked for."""

    frame: Frame
    in_force: InForce = field(default_factory=lambda: InForce(packaged_plan()))
    trial: Frame | None = None  # from the day on which the plan says that the trial began

    @cached_property
    def evaluation(self) -> Evaluation:
        return evaluate(self.frame, self.in_force.plan)

    @cached_property
    def monitoring(self) -> Finding:
        """Looks are counted from the trial's first day, or for illustration from the period's."""
        if self.trial is not None:
            return monitored(self.trial, self.in_force.plan)
        made = self.evaluation.finding("monitoring")
        began = self.frame.start
        return replace(
            made,
            title=f"Had a trial begun on {began.day} {began:%B}: {made.title}",
            caveats=(
                "That a trial runs: its first day is not in the analysis plan, so looks count from "
                "the first day of this page, for illustration.",
            ),
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands on the page beside its drawings."""
        made = self.evaluation
        return (
            made.finding("substitution"),
            self.monitoring,
            made.finding("police-jobs"),
            made.finding("survival"),
            made.finding("harms"),
        )

    @cached_property
    def exports(self) -> tuple[Export, ...]:
        """What may leave for others, small counts hidden."""
        return tuple(leaving(self.frame, shape) for shape in LEAVES)

    @cached_property
    def timed(self) -> Share:
        """Arrivals timed by the crew's own device."""
        return device_timed(self.frame)

    @cached_property
    def clocks(self) -> f.Clocks:
        return f.clocks(self.frame)

    @cached_property
    def groups(self) -> Groups:
        return f.groups(self.frame)

    @cached_property
    def flow(self) -> f.Flow:
        return f.flow(self.frame)

    @cached_property
    def conditions(self) -> Conditions:
        return f.conditions(self.frame)

    @cached_property
    def cost(self) -> f.Cost:
        return f.cost(self.frame)

    @cached_property
    def sides(self) -> f.Side:
        return f.sides(self.frame, self.clocks, self.flow, self.cost, self.evaluation)

    @cached_property
    def answers(self) -> tuple[f.Answer, ...]:
        return f.answers(self.evaluation)

    @cached_property
    def digest(self) -> str:
        return self.frame.digest()

    @property
    def tables(self) -> dict[str, Table]:
        """By the figure's address."""
        return {
            "clocks": self.clocks.table,
            "groups": self.groups.table,
            "flow": self.flow.table,
            "conditions": self.conditions.table,
            "cost": self.cost.table,
            "sides": self.sides.table,
            "power": self.evaluation.finding("power").table,
            "timed": self.evaluation.finding("gain").table,
            **{each.id: each.table for each in self.findings},
            **{each.name: each.table for each in self.exports},
        }

    @property
    def packs(self) -> list[str]:
        """Versions of the rules under which these calls were ruled on."""
        return sorted(set(self.frame.pack.tolist()) - {NO_PACK})


@lru_cache(maxsize=4)
def report(until: datetime) -> Report:
    """The figures of the three months before `until`.

    Kept for a while, so that the drawings and files of a page show what the page shows: calls that
    close in between appear with the next minute's page.
    """
    towns, in_force = _towns(), plan_in_force()
    began = in_force.plan.start
    trial = load(_midnight(began), until, towns) if began and began < until.date() else None
    return Report(load(until - PERIOD, until, towns), in_force, trial)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _towns() -> TownFinder:
    try:
        return TownFinder.of_places(ground.network().basemap()["places"])
    except RoadsError:
        return TownFinder(())
