"""Funnels and the mix of injuries."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.asks.rates import COUNT, NAME, UNIT
from outrider.signals.result import Result

SEED: Final = Setting("seed", 1, "Of chance: the same seed gives the same answer")


def _funnel(given: Given) -> Result:
    from outrider.signals.funnel import Kind as Of
    from outrider.signals.funnel import Spread, funnel_result

    share = bool(given.settings["share"])
    return funnel_result(
        name=given["name"],
        events=given["count"],
        size=given["size"],
        size_unit=given.unit("size"),
        kind=Of.SHARE if share else Of.RATE,
        spread=Spread(given.settings["spread"]),
        per=1.0 if share else given.settings["per"],
        seed=given.settings["seed"],
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _mix(given: Given) -> Result:
    from outrider.signals.funnel import mix_result

    return mix_result(
        name=given["name"],
        intentional=given["intentional"],
        not_intentional=given["not-intentional"],
        not_reported=given["not-reported"],
        by=given.unit("name"),
        seed=given.settings["seed"],
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "funnel",
        "funnel",
        "Funnel of teams, stations or forces",
        "Which units lie outside what chance and ordinary spread give.",
        (
            NAME,
            COUNT,
            Need("size", "Size", Kind.EXPOSURE, "how much there was: hours, officers, or trials"),
        ),
        _funnel,
        (
            Setting("per", 1.0, "Unit of the value: events per so many of the size"),
            Setting("share", False, "The count is a share of the size (deaths of operations)"),
            Setting("spread", "additive", "Ordinary spread: additive, multiplicative or luck"),
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "mix",
        "funnel",
        "Injuries and assaults",
        "The share of injuries that were no assault, by unit, with those not reported shown.",
        (
            NAME,
            Need("intentional", "Intentional", Kind.COUNT, "injuries by intentional assault"),
            Need("not-intentional", "Not intentional", Kind.COUNT, "injuries that were no assault"),
            Need("not-reported", "Not reported", Kind.COUNT, "injuries of which nothing was said"),
        ),
        _mix,
        (SEED,),
    ),
)
