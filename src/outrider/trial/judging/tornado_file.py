"""A tornado as JSON, with what it was made from, so that no report shows that of another run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite, nan
from typing import Any, Final

from outrider.trial.judging.estimates import Estimate
from outrider.trial.judging.intervals import Interval
from outrider.trial.judging.summary import Across
from outrider.trial.judging.tornado import Bar, Tornado

NAME: Final = "tornado.json"
"""In the folder of a run."""


def written(found: Tornado, *, scenario: str, version: str, arm: str) -> str:
    """The file. `scenario`: its hash."""
    told = {
        "hash": scenario, "version": version, "arm": arm, "replications": found.replications,
        "left_out": list(found.left_out), "base": _measures(found.base),
        "bars": [_bar(bar) for bar in found.bars], "minor": [_bar(bar) for bar in found.minor],
    }  # fmt: skip
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read(text: str, *, scenario: str, version: str, arm: str) -> Tornado | str:
    """What the file holds; or a sentence: not of this scenario, version and arm, or unreadable."""
    try:
        told = json.loads(text)
        ours = {"hash": scenario, "version": version, "arm": arm}
        for name, word in (("hash", "scenario"), ("version", "version"), ("arm", "arm")):
            if told[name] != ours[name]:
                return f"The assumptions were varied for another {word}: vary them again."
        return Tornado(
            _across(told["base"]), tuple(map(_as_bar, told["bars"])), tuple(told["left_out"]),
            int(told["replications"]), tuple(map(_as_bar, told["minor"])),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError):
        return f"{NAME} cannot be read: vary the assumptions again."


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "key": bar.key, "label": bar.label, "base": bar.base, "low": bar.low, "high": bar.high,
        "replications": bar.replications,
        "at_low": _measures(bar.at_low), "at_high": _measures(bar.at_high),
    }  # fmt: skip


def _as_bar(told: Mapping[str, Any]) -> Bar:
    return Bar(
        told["key"], told["base"], told["low"], told["high"], _across(told["at_low"]),
        _across(told["at_high"]), told["replications"], told["label"],
    )  # fmt: skip


def _measures(of: Mapping[str, Across]) -> dict[str, list[float | None]]:
    return {
        name: [
            each.mean.value, *(each.mean.interval or (None, None)), each.mean.n,
            *(end if isfinite(end) else None for end in (each.low, each.high)),
        ]
        for name, each in of.items()
    }  # fmt: skip


def _across(told: Mapping[str, list[Any]]) -> dict[str, Across]:
    found = {}
    for name, (value, low, high, n, least, most) in told.items():
        interval = None if low is None else Interval(low, high)
        ends = (nan if end is None else end for end in (least, most))
        found[name] = Across(Estimate(value, interval, n), *ends)
    return found
