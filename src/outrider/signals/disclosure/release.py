"""The only way out for a table: a release is made by `protect` and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from outrider.signals.disclosure.audit import Audit, audit
from outrider.signals.disclosure.past import Past, Told, Withheld
from outrider.signals.disclosure.rounding import rounded
from outrider.signals.disclosure.rules import ONS_10_5, Bools, Rule
from outrider.signals.disclosure.suppress import suppressed
from outrider.signals.disclosure.system import System, known
from outrider.signals.disclosure.universe import Tabulation, Universe
from outrider.signals.result import Column, Table

HIDDEN: Final = "[c]"
"""Confidential, in the shorthand of the Government Statistical Service."""

_MADE_HERE: Final = object()


class NotSafe(ValueError):
    """A table that cannot be published so: the message says what to do."""


@dataclass(frozen=True, repr=False)
class Release:
    """Tables that may be published, the audit they passed, and the state for the next release.

    Attributes:
        tables: as they are published.
        audit: what was looked at.
        past: to be kept inside and given to the next `protect`. As confidential as the data.
        adds_up: rounded figures add up wherever a reader can check.
        revised: figures of earlier releases that are no longer true.
    """

    tables: tuple[Table, ...]
    rule: Rule
    audit: Audit
    past: Past
    adds_up: bool
    revised: int
    _seal: object

    def __post_init__(self) -> None:
        if self._seal is not _MADE_HERE:
            raise NotSafe("A release is made by protect(), which looks at every hidden figure.")
        if not self.audit.safe:
            raise NotSafe(_what_to_do(self.audit))

    def csv(self, table: int = 0) -> str:
        """A table as a file."""
        return self.tables[table].csv()

    @property
    def hidden(self) -> int:
        """How many cells are hidden, each counted once."""
        return self.audit.hidden


def protect(
    universe: Universe,
    tables: Sequence[Tabulation],
    *,
    rule: Rule = ONS_10_5,
    earlier: Sequence[Past] = (),
) -> Release:
    """Tables with all margins, protected together and against everything told before.

    Args:
        universe: the finest counts that this and every earlier release are summed from.
        tables: what is to be published now; cells that two of them share are one cell.
        rule: what is hidden and how the rest is rounded.
        earlier: the state of every earlier release (`Release.past`) from the same data.

    Raises:
        NotSafe: what was told before gives something away whatever is hidden now.
        ValueError: a name that the data do not have, or a rule that needs contributors.
    """
    system = System(universe, tables, rule, earlier)
    hidden, fitting = suppressed(system)
    looked = audit(system, hidden, fitting)
    figures = rounded(system, hidden)
    shown: dict[object, int | str] = {
        box: HIDDEN if hidden[i] else int(figures.counts[i]) for i, box in enumerate(system.boxes)
    }
    made = tuple(
        Table(
            (*(Column(name, name) for name in table.by), Column("count", "Count")),
            tuple((*heading, shown[box]) for heading, box in cells),
        )
        for table, cells in zip(tables, system.tables, strict=True)
    )
    past = _past(system, hidden)
    return Release(made, rule, looked, past, figures.adds_up, system.revised, _MADE_HERE)


def _past(system: System, hidden: Bools) -> Past:
    low, high = known(system.counts, system.rule)
    told, withheld = [], []
    for i, labels in enumerate(system.labels):
        if hidden[i]:
            withheld.append(Withheld(labels, int(system.width[i])))
        else:
            told.append(Told(labels, int(system.counts[i]), int(low[i]), int(high[i])))
    return Past(tuple(told), tuple(withheld))


def _what_to_do(looked: Audit) -> str:
    if looked.lost:
        return (
            f"{looked.lost} small figures follow from earlier releases whatever is hidden now. "
            f"Publish with fewer breakdowns, less often, or in rounded figures only."
        )
    some = "; ".join(looked.narrow[:3])
    return (
        f"{len(looked.narrow)} hidden figures could be worked back ({some}). "
        f"Publish with fewer breakdowns or wider groups."
    )
