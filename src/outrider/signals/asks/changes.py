"""Series in order of time: has something changed?"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.asks.rates import COUNT, UNIT
from outrider.signals.charts import Mark
from outrider.signals.registry import answer_of
from outrider.signals.result import Result

DAY: Final = Need("day", "Day", Kind.DAY, "the day a week begins, in order of time", needed=False)
EXPOSURE: Final = Need(
    "exposure", "Exposure", Kind.EXPOSURE, "how much there was in each: hours, officers",
    needed=False,
)  # fmt: skip
NEEDS: Final = (COUNT, DAY, EXPOSURE)
VERSIONS: Final = ("improved", "classic")
SEED: Final = Setting("seed", 1, "Of chance: the same seed gives the same answer")
BY_CHANCE: Final = "0: set so that luck alone alarms in 5% of such series"
MARKS: Final = Setting(
    "marks", "",
    "Campaigns and changes of policy, such as “2026-03-02 Record everything; 2026-06-01 New form” "
    "(without a column of days: numbers of rows)",
)  # fmt: skip
BASELINE: Final = Setting("baseline", 26, "So many first rows say what is usual")


def in_time(given: Given) -> dict[str, Any]:
    """What every series takes. Days must be in order.

    Raises:
        ValueError: a day is before the one above it.
    """
    at = given.get("day")
    if at is not None:
        for row, (before, after) in enumerate(pairwise(at), start=2):
            if after <= before:
                raise ValueError(f"Row {row} of the data is not after the row before: sort by day.")
    exposure = given.get("exposure")
    return {
        "observed": given["count"],
        "at": at,
        "exposure": exposure,
        "exposure_unit": given.unit("exposure") if exposure is not None else "rows",
        "n_unit": given.settings["what"],
        "seed": given.settings["seed"],
        "vintage": given.vintage,
        "marks": marks_of(str(given.settings["marks"]), dated=at is not None),
    }


def marks_of(text: str, *, dated: bool) -> tuple[Mark, ...]:
    """What was marked, from "when name; when name".

    Raises:
        ValueError: a mark without a day, or number of a row, that can be read, or without a name.
    """
    return tuple(_mark(part.strip(), dated) for part in text.split(";") if part.strip())


def _mark(text: str, dated: bool) -> Mark:
    when, _, name = text.partition(" ")
    sample = "2026-03-02 Record everything" if dated else "27 Record everything"
    try:
        at: date | float = date.fromisoformat(when) if dated else float(int(when))
    except ValueError:
        kind = "day" if dated else "number of a row"
        raise ValueError(f"“{when:.40}” is no {kind}: write such as “{sample}”.") from None
    if not name.strip():
        raise ValueError(f"The mark at {when} has no name: write such as “{sample}”.")
    return Mark(at, name.strip())


def _limit(said: float) -> float | None:
    """Raises ValueError: below 0."""
    if said < 0:
        raise ValueError(f"A limit of {said:g} is below 0: take a number above 0, or 0 for 5%.")
    return said or None


def _farrington(given: Given) -> Result:
    first, version = int(given.settings["first"]), str(given.settings["version"])
    if version not in VERSIONS:
        raise ValueError(f"There is no version “{version:.40}”: write {' or '.join(VERSIONS)}.")
    from outrider.signals.change import CLASSIC, IMPROVED, farrington_result

    chosen = CLASSIC if version == "classic" else IMPROVED
    return farrington_result(settings=chosen, first=first or None, **in_time(given))


def _cusum(given: Given) -> Result:
    chosen = {name: given.settings[name] for name in ("baseline", "k")}
    limit = _limit(given.settings["h"])
    return answer_of("change", "cusum_result", h=limit, **chosen, **in_time(given))


def _ewma(given: Given) -> Result:
    chosen = {name: given.settings[name] for name in ("baseline", "weight")}
    limit = _limit(given.settings["width"])
    return answer_of("change", "ewma_result", width=limit, **chosen, **in_time(given))


def _shewhart(given: Given) -> Result:
    chosen = {name: given.settings[name] for name in ("baseline", "rules")}
    return answer_of("change", "shewhart_result", **chosen, **in_time(given))


def _change_point(given: Given) -> Result:
    return answer_of("change", "change_point_result", **in_time(given))


def _share_change(given: Given) -> Result:
    columns = in_time(given)
    del columns["exposure"], columns["exposure_unit"]
    return answer_of(
        "change", "share_change_result", of=given["of"], of_unit=given.unit("of"), **columns
    )


def _online(given: Given) -> Result:
    return answer_of("change", "online_result", **in_time(given))


ASKS: Final = (
    Ask(
        "farrington",
        "change",
        "Weeks above what past years explain",
        "Weeks above what the same weeks of past years explain (Farrington, both versions).",
        NEEDS,
        _farrington,
        (
            Setting("version", "improved", "improved (Noufaily 2013) or classic (Farrington 1996)"),
            Setting("first", 0, "First week looked at; 0: as early as the past allows"),
            MARKS,
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "cusum",
        "change",
        "Has the rate gone up for good?",
        "Poisson CUSUM: small rises that last.",
        NEEDS,
        _cusum,
        (
            BASELINE,
            Setting("k", 1.04, "Reference value, in standard deviations"),
            Setting("h", 0.0, f"Threshold, in standard deviations; {BY_CHANCE}"),
            MARKS,
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "ewma",
        "change",
        "Is the recent average above the usual?",
        "Exponentially weighted moving average.",
        NEEDS,
        _ewma,
        (
            BASELINE,
            Setting("weight", 0.2, "Of the latest row"),
            Setting("width", 0.0, f"Of the limit, in standard deviations; {BY_CHANCE}"),
            MARKS,
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "shewhart",
        "change",
        "Single rows far out, and runs",
        "Control chart with run rules.",
        NEEDS,
        _shewhart,
        (
            BASELINE,
            Setting("rules", "western-electric", "western-electric or runs-of-seven"),
            MARKS,
            SEED,
            UNIT,
        ),
    ),
    Ask(
        "change-point",
        "change",
        "When did it change?",
        "When the rate changed, with a chance for every row (Poisson-gamma).",
        NEEDS,
        _change_point,
        (MARKS, SEED, UNIT),
    ),
    Ask(
        "share-change",
        "change",
        "When did a share change?",
        "When one kind of event became a larger or smaller part of all, whatever their number.",
        (COUNT, Need("of", "Of", Kind.COUNT, "all events, the counted ones among them"), DAY),
        _share_change,
        (MARKS, SEED, UNIT),
    ),
    Ask(
        "online",
        "change",
        "Has it changed lately?",
        "Bayesian online detection of a change.",
        NEEDS,
        _online,
        (MARKS, SEED, UNIT),
    ),
)
