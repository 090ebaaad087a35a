"""What earlier releases told: kept inside, beside the data, for the next release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from outrider.signals.disclosure.universe import Labels


class Told(NamedTuple):
    """A cell that was published: its count `then`; a reader knows it from `low` to `high`."""

    cell: Labels
    then: int
    low: int
    high: int


class Withheld(NamedTuple):
    """A cell that was hidden, and the room that it must keep."""

    cell: Labels
    width: int


@dataclass(frozen=True)
class Past:
    """The state of a release. It holds true counts: as confidential as the data themselves."""

    told: tuple[Told, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def json(self) -> str:
        """As text, to be kept."""
        return json.dumps({"told": self.told, "withheld": self.withheld})

    @staticmethod
    def read(text: str) -> Past:
        """From the text of `json()`.

        Raises:
            ValueError: it is no such text.
        """
        try:
            held = json.loads(text)
            return Past(
                tuple(Told(_labels(c), int(n), int(a), int(b)) for c, n, a, b in held["told"]),
                tuple(Withheld(_labels(c), int(width)) for c, width in held["withheld"]),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError("This is not the state of a release.") from wrong


def _labels(held: list[tuple[str, list[str]]]) -> Labels:
    return tuple((str(name), tuple(map(str, categories))) for name, categories in held)
