"""Did it help, and how soon does it happen again: units in periods, or a row a unit."""

from __future__ import annotations

from typing import Any, Final

from outrider.signals.asks.ask import Ask, Given, Kind, Need, Setting
from outrider.signals.asks.rates import COUNT, UNIT
from outrider.signals.registry import answer_of
from outrider.signals.result import Result

WHO: Final = Need("unit", "Unit", Kind.NAME, "whom or what was helped: a station, a pseudonym")
PERIOD: Final = Need("period", "Period", Kind.NAME, "the month or week, in order of time")
EXPOSURE: Final = Need(
    "exposure", "Exposure", Kind.EXPOSURE, "how much there was in each: hours, officers",
    needed=False,
)  # fmt: skip
START: Final = Need(
    "start", "Start", Kind.COUNT,
    "the number of the unit's first period with help, from 1; 0: never",
)  # fmt: skip
PANEL: Final = (WHO, PERIOD, COUNT, START, EXPOSURE)
SEED: Final = Setting("seed", 1, "Of chance: the same seed gives the same answer")


def _panel(given: Given) -> dict[str, Any]:
    exposure = given.get("exposure")
    return {
        "unit": given["unit"],
        "period": given["period"],
        "observed": given["count"],
        "start": given["start"],
        "exposure": exposure,
        "exposure_unit": given.unit("exposure") if exposure is not None else "rows",
        "n_unit": given.settings["what"],
        "vintage": given.vintage,
    }


def _event_study(given: Given) -> Result:
    reach = {name: given.settings[name] for name in ("before", "after")}
    return answer_of("effect", "event_study_result", **reach, **_panel(given))


def _wedge(given: Given) -> Result:
    return answer_of("effect", "wedge_result", seed=given.settings["seed"], **_panel(given))


def _before_after(given: Given) -> Result:
    before, after = given.get("exposure-before"), given.get("exposure-after")
    if (before is None) != (after is None):
        raise ValueError("Name the exposure of both times, or of neither.")
    return answer_of(
        "effect",
        "before_after_result",
        before=given["before"],
        after=given["after"],
        helped=given["helped"].astype(int),
        exposure_before=before,
        exposure_after=after,
        exposure_unit=given.unit("exposure-after") if after is not None else "units",
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


def _next(given: Given) -> Result:
    return answer_of(
        "effect",
        "next_assault_result",
        days=given["days"],
        happened=given["happened"].astype(int),
        vintage=given.vintage,
    )


def _own_rate(given: Given) -> Result:
    return answer_of(
        "effect",
        "own_rate_result",
        unit=given["unit"],
        group=given.get("group"),
        before=given["before"],
        exposure_before=given["exposure-before"],
        after=given["after"],
        exposure_after=given["exposure-after"],
        exposure_unit=given.unit("exposure-before"),
        n_unit=given.settings["what"],
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "own-rate",
        "effect",
        "After help, beside one's own steadied rate",
        "Events after help beside what each one's own rate, steadied among everybody's, expects. "
        "For help that follows on an event. A row for everybody, with an event or without.",
        (
            WHO,
            Need("before", "Before", Kind.COUNT, "events before help, or all without any"),
            Need("exposure-before", "Exposure before", Kind.NUMBER, "hours before help, or all"),
            Need("after", "After", Kind.COUNT, "events after help; 0 without any"),
            Need("exposure-after", "Exposure after", Kind.NUMBER, "hours after it; 0 without any"),
            Need("group", "Group", Kind.NAME, "whose usual rate is alike: a station", False),
        ),
        _own_rate,
        (UNIT,),
    ),
    Ask(
        "event-study",
        "effect",
        "Rates around the start of help",
        "Event study: each period before and after the start, beside units without help.",
        PANEL,
        _event_study,
        (
            Setting("before", 4, "Periods before the start that are told apart"),
            Setting("after", 4, "Periods after the start that are told apart"),
            UNIT,
        ),
    ),
    Ask(
        "stepped-wedge",
        "effect",
        "A start station by station",
        "Stepped wedge: stations that start one after another, p by the order of starts.",
        PANEL,
        _wedge,
        (SEED, UNIT),
    ),
    Ask(
        "before-after",
        "effect",
        "Before and after, beside what falls anyway",
        "Before and after with the guard against regression to the mean.",
        (
            Need("before", "Before", Kind.COUNT, "events of the unit before"),
            Need("after", "After", Kind.COUNT, "events of the unit after"),
            Need("helped", "Helped", Kind.FLAG, "whether the unit was helped, yes or no"),
            Need("exposure-before", "Exposure before", Kind.EXPOSURE, "hours before", False),
            Need("exposure-after", "Exposure after", Kind.EXPOSURE, "hours after", False),
        ),
        _before_after,
        (UNIT,),
    ),
    Ask(
        "next-assault",
        "effect",
        "How soon does it happen again?",
        "Time from one event to the next (Kaplan-Meier), watched to its end or cut short.",
        (
            Need("days", "Days", Kind.EXPOSURE, "days to the next event or to the end of watching"),
            Need("happened", "Happened", Kind.FLAG, "whether there was a next one, yes or no"),
        ),
        _next,
    ),
)
