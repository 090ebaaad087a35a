"""How much is not recorded, from two or three lists."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need
from outrider.signals.asks.rates import UNIT
from outrider.signals.registry import answer_of
from outrider.signals.result import Result

FIRST: Final = Need(
    "first", "In the first list", Kind.FLAG, "whether it is in the first, yes or no"
)
SECOND: Final = Need("second", "In the second list", Kind.FLAG, "whether it is in the second")
THIRD: Final = Need("third", "In the third list", Kind.FLAG, "whether it is in the third", False)


def _lists(given: Given) -> Result:
    first, second, third = given["first"], given["second"], given.get("third")
    names = tuple(given.unit(role) for role in ("first", "second", "third"))
    if third is None:
        return answer_of(
            "lists",
            "chapman_result",
            first=int(first.sum()),
            second=int(second.sum()),
            both=int((first & second).sum()),
            names=names[:2],
            n_unit=given.settings["what"],
            vintage=given.vintage,
        )
    return answer_of(
        "lists",
        "three_lists_result",
        in_first=first.astype(int),
        in_second=second.astype(int),
        in_third=third.astype(int),
        names=names,
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "lists",
        "lists",
        "How many in all, from two or three lists",
        "Events in no list: Chapman for two, eight log-linear models side by side for three.",
        (FIRST, SECOND, THIRD),
        _lists,
        (UNIT,),
    ),
)
