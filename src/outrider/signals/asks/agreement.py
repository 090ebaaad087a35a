"""Agreement of those who code."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.result import Result


def _agreement(given: Given) -> Result:
    from outrider.signals.agreement import Scale, agreement_result

    return agreement_result(
        unit=given["unit"],
        coder=given["coder"],
        code=given["code"],
        scale=Scale(given.settings["scale"]),
        seed=given.settings["seed"],
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "agreement",
        "agreement",
        "Agreement of coders",
        "Krippendorff's α of those who code the same texts: a row is one code by one coder.",
        (
            Need("unit", "Unit", Kind.NAME, "what was coded"),
            Need("coder", "Coder", Kind.NAME, "who coded it"),
            Need("code", "Code", Kind.NAME, "the code that it was given"),
        ),
        _agreement,
        (
            Setting("scale", "nominal", "nominal or interval"),
            Setting("seed", 1, "Of chance: the same seed gives the same answer"),
        ),
    ),
)
