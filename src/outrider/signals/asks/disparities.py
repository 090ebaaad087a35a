"""Two groups beside each other."""

from __future__ import annotations

from typing import Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.asks.rates import COUNT, EXPOSURE, SECOND, UNIT
from outrider.signals.result import Result

GROUP: Final = Need("group", "Group", Kind.NAME, "which of two groups a row is about")
STRATUM: Final = Need(
    "stratum", "Stratum", Kind.NAME, "what makes rows alike: role, station and shift",
    needed=False,
)  # fmt: skip
LOOKED_AT: Final = Setting("looked-at", "", "The group that is looked at, as the file names it")


def _looked_at(given: Given) -> str:
    said = str(given.settings["looked-at"])
    groups = list(dict.fromkeys(given["group"]))
    if not said:
        raise ValueError(f"Say which group is looked at: {' or '.join(groups[:4])}.")
    return said


def _disparity(given: Given) -> Result:
    from outrider.signals.disparity import disparity_result

    return disparity_result(
        group=given["group"],
        events=given["count"],
        exposure=given["exposure"],
        exposure_unit=given.unit("exposure"),
        second=given.get("second"),
        second_unit=given.unit("second"),
        stratum=given.get("stratum"),
        looked_at=_looked_at(given),
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _odds(given: Given) -> Result:
    from outrider.signals.disparity import odds_result

    return odds_result(
        group=given["group"],
        stratum=given["stratum"],
        yes=given["yes"],
        no=given["no"],
        looked_at=_looked_at(given),
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "disparity",
        "disparity",
        "Disparity by one or two denominators",
        "The ratio of two groups' rates, exact, and within strata (Mantel-Haenszel).",
        (GROUP, COUNT, EXPOSURE, SECOND, STRATUM),
        _disparity,
        (LOOKED_AT, UNIT),
    ),
    Ask(
        "odds",
        "disparity",
        "Odds of two groups within strata",
        "The ratio of two groups' odds within strata (Mantel-Haenszel).",
        (
            GROUP,
            Need("stratum", "Stratum", Kind.NAME, STRATUM.says),
            Need("yes", "Yes", Kind.COUNT, "cases with the outcome"),
            Need("no", "No", Kind.COUNT, "cases without it"),
        ),
        _odds,
        (LOOKED_AT, UNIT),
    ),
)
