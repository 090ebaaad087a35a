"""A scenario: everything that one simulated trial is made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from outrider.trial.scenario.ambulance_parts import Ambulances
from outrider.trial.scenario.demand_parts import Demand
from outrider.trial.scenario.kinds import Spot, key
from outrider.trial.scenario.lines import Lines
from outrider.trial.scenario.place_parts import Horizon, Places, Roads
from outrider.trial.scenario.scheme_parts import ArmPlan, Known, Patch, Rules, Scheme, Unit


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The file. Times are local; a week begins on Monday."""

    name: str = key("Name of the scenario.")
    says: str = key("What it is for, in a sentence or two.")
    seed: int = key("Same seed, same calls.", low=0, high=2**53)
    roads: Roads = key("Roads.")
    horizon: Horizon = key("How long it runs.")
    places: Places = key("Where calls come from.")
    demand: Demand = key("Medical calls.")
    ambulances: Ambulances = key("Ambulances.")
    rules: Rules = key("Rules.", Rules())
    spots: tuple[Spot, ...] = key("Places with names.", ())
    schemes: tuple[Scheme, ...] = key("Kinds of co-responders.", ())
    patches: tuple[Patch, ...] = key("Patches with their jobs.", ())
    units: tuple[Unit, ...] = key("Units.", ())
    arms: tuple[ArmPlan, ...] = key("Arms of the trial, the first is the one compared with.")
    known: tuple[Known, ...] = key("Figures of a real scheme, to print beside the simulated.", ())


class Origin(NamedTuple):
    """Where a value of the file is from. `kind`: assumption, source or neither."""

    line: int
    key: str
    value: str
    kind: str
    says: str


@dataclass(frozen=True)
class Scenario:
    """A file that was read and found to be whole.

    `hash` is that of the file and of all that it names; `folder` is where its paths go from.
    """

    parts: Parts
    hash: str
    folder: Path
    origins: tuple[Origin, ...]
    lines: Lines = field(default_factory=Lines, compare=False, repr=False)

    @property
    def name(self) -> str:
        return self.parts.name

    @property
    def seed(self) -> int:
        return self.parts.seed

    @property
    def arms(self) -> tuple[str, ...]:
        return tuple(arm.name for arm in self.parts.arms)

    @property
    def assumptions(self) -> tuple[Origin, ...]:
        """Values that nobody measured, as the file marks them."""
        return tuple(one for one in self.origins if one.kind == "assumption")

    @property
    def unmarked(self) -> tuple[Origin, ...]:
        """Numbers that have neither a source nor a mark."""
        return tuple(one for one in self.origins if not one.kind)

    def plan(self, arm: str) -> ArmPlan:
        """An arm by its name.

        Raises:
            KeyError: there is none, with the names that there are.
        """
        for plan in self.parts.arms:
            if plan.name == arm:
                return plan
        raise KeyError(f"There is no arm {arm!r}. There are: {', '.join(self.arms)}.")

    def changed(self, **parts: object) -> Scenario:
        """The same with other parts, for calibration and tests; the hash is another."""
        changed = replace(self.parts, **parts)  # type: ignore[arg-type]
        digest = sha256((self.hash + repr(changed)).encode()).hexdigest()
        return replace(self, parts=changed, hash=digest)
