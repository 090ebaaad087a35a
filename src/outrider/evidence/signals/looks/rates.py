"""Officers, duties: what exposure explains and what it does not."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle, only_noted
from outrider.signals.result import Result
from outrider.trial.judging.frame import Floats, Ints, Words

DUTIES: Final = {
    "response": "Response",
    "neighbourhood": "Neighbourhood",
    "custody": "Custody",
    "roads": "Roads policing",
    "investigation": "Investigation",
    "support": "Support",
    "special": "Special constabulary",
    "staff": "Police staff",
}
SEED: Final = 20260101
ABOVE: Final = 2.0


def by(names: Words, values: Floats | Ints, order: list[str]) -> Floats:
    """Sums by name, in the order given."""
    return np.array([values[names == name].sum() for name in order], dtype=np.float64)


def in_order(names: Words, order: dict[str, str]) -> list[str]:
    """The names that occur, in the order of the table; unknown ones last."""
    there = set(names.tolist()) - {""}
    return [name for name in order if name in there] + sorted(there - order.keys())


def duties(year: SafetyYear) -> Result:
    from outrider.signals.rates import rates_result

    order = [one for one in in_order(year.duty, DUTIES) if year.hours[year.duty == one].sum() > 0]
    if not order:
        raise TooLittle("No exposure is on record: bring hours, arrests and calls by month first.")
    return rates_result(
        name=[DUTIES.get(one, one) for one in order],
        events=by(year.duty, year.assaults, order).astype(np.int64),
        exposure=by(year.duty, year.hours, order),
        exposure_unit="hours on operational duty",
        second=np.maximum(by(year.duty, year.calls, order), 1.0),
        second_unit="calls attended",
        per=1_000,
        title="Assaults by duty, per hour and per call",
        n_unit="assaults",
        vintage=year.vintage,
    )


def officers(year: SafetyYear) -> Result:
    from outrider.signals.rates import shrinkage_result

    mine = year.hours > 0
    if not mine.any():
        raise TooLittle("No exposure is on record: bring hours, arrests and calls by month first.")
    made = shrinkage_result(
        name=year.officer[mine].tolist(),
        observed=year.assaults[mine],
        exposure=year.hours[mine],
        exposure_unit="hours on operational duty",
        peers=[DUTIES.get(one, "No duty on record") for one in year.duty[mine].tolist()],
        above=ABOVE,
        seed=SEED,
        title="Officers assaulted more than their hours explain",
        n_unit="assaults",
        vintage=year.vintage,
    )
    return only_noted(made)


def repeats(year: SafetyYear) -> Result:
    from outrider.signals.rates import repeats_result

    mine = year.hours > 0
    if not year.assaults[mine].sum():
        raise TooLittle("No assault of these twelve months has an officer with exposure.")
    return repeats_result(
        observed=year.assaults[mine],
        exposure=year.hours[mine],
        exposure_unit="hours on operational duty",
        times=5,
        title="Officers assaulted five times or more",
        n_unit="assaults",
        vintage=year.vintage,
    )


LOOKS: Final = (
    Look(
        "duties",
        "rates",
        "Rates by duty",
        "Which work carries the risk, by the hour and by the call?",
        duties,
        count="events",
    ),
    Look(
        "officers",
        "rates",
        "Rates steadied among peers",
        "Is anybody assaulted more than the work explains, so that support should be offered?",
        officers,
        by_person=True,
    ),
    Look(
        "repeat-victims",
        "rates",
        "Repeat victims",
        "Are more officers assaulted again and again than spread in exposure gives?",
        repeats,
    ),
)
