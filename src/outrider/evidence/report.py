"""One period's figures together, made once and shared by the page, its drawings and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Final

from outrider.coresponse import ground
from outrider.domain.coresponse.rules import NO_PACK
from outrider.evidence.places import TownFinder
from outrider.evidence.rows import load
from outrider.roads import RoadsError
from outrider.trial.judging import figures as f
from outrider.trial.judging.estimates import SEED
from outrider.trial.judging.figures.conditions import Conditions
from outrider.trial.judging.figures.groups import Groups
from outrider.trial.judging.frame import Frame
from outrider.trial.judging.table import Table

PERIOD: Final = timedelta(days=92)
BOOTSTRAP_SEED: Final = SEED


@dataclass(frozen=True)
class Report:
    """Every figure of a period. Each is made when it is first asked for."""

    frame: Frame

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
        return f.sides(self.frame, self.clocks, self.flow, self.cost)

    @cached_property
    def answers(self) -> tuple[f.Answer, ...]:
        return f.answers(self.frame, self.clocks)

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
    return Report(load(until - PERIOD, until, _towns()))


def _towns() -> TownFinder:
    try:
        return TownFinder.of_places(ground.network().basemap()["places"])
    except RoadsError:
        return TownFinder(())
