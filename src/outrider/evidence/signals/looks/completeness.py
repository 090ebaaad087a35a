"""How much is not recorded: the same attacks in the lists of three other systems."""

from __future__ import annotations

from typing import Final

from outrider.evidence.signals.frame import SOURCE_NAMES, SOURCES, SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.signals.registry import answer_of
from outrider.signals.result import Result

OTHERS: Final = SOURCES[1:]
NO_LISTS: Final = (
    "The lists of the other systems are not here. Bring the crime, safety and use-of-force lists."
)


def three_lists(year: SafetyYear) -> Result:
    columns = [year.listed[:, SOURCES.index(one)] for one in OTHERS]
    if not all(column.any() for column in columns):
        raise TooLittle(NO_LISTS)
    first, second, third = (column.astype(int) for column in columns)
    return answer_of(
        "lists",
        "three_lists_result",
        in_first=first,
        in_second=second,
        in_third=third,
        names=SOURCE_NAMES[1:],
        title="Assaults in all, from the lists of three other systems",
        n_unit="assaults",
        vintage=year.vintage,
    )


def here_and_elsewhere(year: SafetyYear) -> Result:
    here = year.listed[:, SOURCES.index("outrider")]
    elsewhere = year.listed[:, 1:].any(axis=1)
    if not elsewhere.any() or not here.any():
        raise TooLittle(NO_LISTS)
    return answer_of(
        "lists",
        "chapman_result",
        first=int(here.sum()),
        second=int(elsewhere.sum()),
        both=int((here & elsewhere).sum()),
        names=("recorded here", "in another system's list"),
        title="Assaults in all, from what is recorded here and elsewhere",
        n_unit="assaults",
        vintage=year.vintage,
    )


LOOKS: Final = (
    Look(
        "recorded-elsewhere",
        "lists",
        "Two lists (Chapman)",
        "How many assaults stand in another system's list and were never recorded here?",
        here_and_elsewhere,
    ),
    Look(
        "three-lists",
        "lists",
        "Three lists, log-linear",
        "How many assaults were there in all, and how far do the lists hang together?",
        three_lists,
    ),
)
