"""Rates, steadied rates, repeat victims."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.result import Result

NAME: Final = Need("name", "Name", Kind.NAME, "whom or what a row is about: a team, a code")
COUNT: Final = Need("count", "Count", Kind.COUNT, "how often it happened, a whole number")
EXPOSURE: Final = Need(
    "exposure", "Exposure", Kind.EXPOSURE, "how much there was: hours, arrests, calls, forms"
)
SECOND: Final = Need(
    "second", "Second exposure", Kind.EXPOSURE, "another one, to see whether the answer changes",
    needed=False,
)  # fmt: skip
GROUP: Final = Need(
    "group", "Peer group", Kind.NAME, "whose rates a row is compared with, such as a duty",
    needed=False,
)  # fmt: skip
UNIT: Final = Setting("what", "events", "What is counted, in the plural")


def _rates(given: Given) -> Result:
    from outrider.signals.rates import rates_result

    return rates_result(
        name=given["name"],
        events=given["count"],
        exposure=given["exposure"],
        exposure_unit=given.unit("exposure"),
        second=given.get("second"),
        second_unit=given.unit("second"),
        per=given.settings["per"],
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _shrink(given: Given) -> Result:
    from outrider.signals.rates import shrinkage_result

    return shrinkage_result(
        name=given["name"],
        observed=given["count"],
        exposure=given["exposure"],
        exposure_unit=given.unit("exposure"),
        peers=given.get("group"),
        above=given.settings["above"],
        seed=given.settings["seed"],
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _repeats(given: Given) -> Result:
    from outrider.signals.rates import repeats_result

    return repeats_result(
        observed=given["count"],
        exposure=given.get("exposure"),
        exposure_unit=given.unit("exposure") if given.get("exposure") is not None else "people",
        times=given.settings["times"],
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _ebgm(given: Given) -> Result:
    from outrider.signals.rates import ebgm_result

    return ebgm_result(
        name=given["name"],
        observed=given["count"],
        expected=given["expected"],
        above=given.settings["above"],
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


ABOVE: Final = Setting("above", 2.0, "The mark: so many times the rate of peers")
EXPECTED: Final = Need("expected", "Expected", Kind.EXPOSURE, "how many were expected")

ASKS: Final = (
    Ask(
        "rates",
        "rates",
        "Rates with exact intervals",
        "Rates by group with exact intervals, on one or two denominators.",
        (NAME, COUNT, EXPOSURE, SECOND),
        _rates,
        (Setting("per", 1_000.0, "Unit of the rate: events per so many of the exposure"), UNIT),
    ),
    Ask(
        "shrink",
        "rates",
        "Rates steadied among peers",
        "Rates steadied among peers, with the chance of being above a mark. Never an order.",
        (NAME, COUNT, EXPOSURE, GROUP),
        _shrink,
        (
            ABOVE,
            Setting("seed", 1, "Of chance: the same seed gives the same answer"),
            UNIT,
        ),
    ),
    Ask(
        "ebgm",
        "rates",
        "Rates steadied by a prior of two components",
        "Observed over expected, steadied by two gamma priors (EBGM). Never an order.",
        (NAME, COUNT, EXPECTED),
        _ebgm,
        (ABOVE, UNIT),
    ),
    Ask(
        "repeats",
        "rates",
        "Repeat victims against what chance and spread give",
        "How many people it happened to again and again, beside what luck and spread give.",
        (
            COUNT,
            Need("exposure", "Exposure", Kind.EXPOSURE, EXPOSURE.says, needed=False),
        ),
        _repeats,
        (Setting("times", 5, "How often is again and again"), UNIT),
    ),
)
