"""Minutes gained, in groups that were named before anybody looked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outrider.trial.judging.estimates import Estimate, estimate
from outrider.trial.judging.frame import Bools, Frame
from outrider.trial.judging.table import Table, bounds

SCHEMES = {
    "police-special": "Special constables",
    "fire-co-responder": "Fire co-responders",
    "community-responder": "Community responders",
}


@dataclass(frozen=True)
class Group:
    name: str
    gain: Estimate  # mean minutes gained per attended call


@dataclass(frozen=True)
class Groups:
    rows: tuple[Group, ...]
    table: Table

    @property
    def title(self) -> str:
        town, country = (self._of("Town"), self._of("Countryside"))
        if town is None or country is None or town.interval is None or country.interval is None:
            return "Minutes gained, group by group"
        if country.interval.low > town.interval.high:
            return "The gain is larger in the countryside"
        if town.interval.low > country.interval.high:
            return "The gain is larger in the towns"
        return "Town and countryside can’t be told apart yet"

    def _of(self, name: str) -> Estimate | None:
        return next((group.gain for group in self.rows if group.name == name), None)

    @property
    def says(self) -> str:
        return "How many minutes sooner trained help came, in each group on its own."

    @property
    def doesnt(self) -> str:
        return (
            "That two groups differ where their intervals overlap. Or that one kind of responder "
            "is better: each is sent to other places and other calls."
        )

    @property
    def meta(self) -> str:
        return (
            "Groups named beforehand. Town: within 1.8 km of a town’s middle on the road "
            "network’s own map, not the official rural-urban class."
        )


def groups(frame: Frame) -> Groups:
    """All attended calls, by category, by town or countryside, and by kind of responder."""
    paired = frame.paired
    wanted: list[tuple[str, Bools]] = [
        ("All attended", np.ones(frame.n, dtype=bool)),
        ("Category 1", np.asarray(frame.category == "C1")),
        ("Category 2", np.asarray(frame.category == "C2")),
        ("Countryside", np.asarray(~frame.town)),
        ("Town", frame.town),
    ]
    wanted += [(name, np.asarray(frame.scheme == code)) for code, name in SCHEMES.items()]
    rows = tuple(Group(name, estimate(frame.gain[paired & mine], "mean")) for name, mine in wanted)
    table = Table(
        ("Group", "Calls", "Gained, mean min", "Low", "High"),
        tuple((group.name, group.gain.n, *bounds(group.gain)) for group in rows),
    )
    return Groups(rows, table)
