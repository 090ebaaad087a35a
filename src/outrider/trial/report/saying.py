"""What page one says of an arm: a number, what it is, how sure, and a sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from outrider.trial.judging.estimates import minus
from outrider.trial.judging.finding import Finding

_BRIEF: Final = 1.0
"""Minutes below which a difference is told in seconds."""
_NOTHING: Final = 0.05
"""What reads as 0.0: not worth the words “sooner” or “later”."""


class Said(NamedTuple):
    number: str
    what: str
    range: str
    sentence: str


class _Measure(NamedTuple):
    """`less` and `more`: what a difference below and above nought is called."""

    what: str
    sentence: str
    less: str
    more: str


ON_PAGE_ONE: Final[dict[str, _Measure]] = {
    "arms-help-eligible-min": _Measure(
        "trained help, mean over all calls that the rules send to",
        "Over all calls that the rules would send somebody to, attended or not, trained help is "
        "there {size} {way} on average ({range}).",
        "sooner", "later",
    ),
    "arms-ambulance-c1-min": _Measure(
        "ambulance, mean over category 1",
        "Ambulances reach calls of category 1 on average {size} {way} ({range}).",
        "sooner", "later",
    ),
    "arms-officer-hours": _Measure(
        "of officers’ time in a simulated period",
        "It takes {size} of officers’ time in a simulated period ({range}).",
        "less", "more",
    ),
    "arms-jobs-grade1-wait-min": _Measure(
        "wait of police emergencies for a unit, mean",
        "Police emergencies wait {size} {way} for a unit ({range}).",
        "less", "longer",
    ),
}  # fmt: skip


def saying(each: Finding, arm: str) -> Said:
    """The arm's difference from the base in words, by rule; never better than its interval."""
    measure = ON_PAGE_ONE[each.id]
    row = next(row for row in each.table.rows if row[0] == arm)
    value, low, high = row[7:10]
    if not isinstance(value, float):
        return Said("–", measure.what, "nothing to compare", f"{measure.what}: nothing to compare.")
    unit = each.unit
    scale, unit = (60.0, "seconds") if unit == "min" and abs(value) < _BRIEF else (1.0, unit)
    unit = "minutes" if unit == "min" else unit
    way = measure.more if value >= 0 else measure.less
    ends = [end * scale for end in (low, high) if isinstance(end, float)]
    if max(map(abs, [value * scale, *ends])) < _NOTHING:
        no = f"No difference of 0.1 {unit} or more: {measure.what}."
        return Said("No difference", measure.what, f"under 0.1 {unit}", no)
    digits = _digits([value * scale, *ends], unit)
    size = _size(abs(value) * scale, unit, digits)
    if not isinstance(low, float) or not isinstance(high, float):
        return Said(f"{size} {way}", measure.what, "one replication: no range",
                    measure.sentence.format(size=size, way=way, range="no range"))  # fmt: skip
    told = _between(low * scale, high * scale, digits, measure)
    sentence = measure.sentence.format(size=size, way=way, range=told)
    return Said(f"{size} {way}", measure.what, told, sentence)


def _between(low: float, high: float, digits: int, measure: _Measure) -> str:
    """Both ends in words, so that nobody has to think what a minus means."""
    ends = [minus(abs(end), digits) for end in (low, high)]
    if low > 0 or high < 0:
        return f"{ends[0]} to {ends[1]}" if low > 0 else f"{ends[1]} to {ends[0]}"
    return (
        f"from {ends[0]} {measure.less} to {ends[1]} {measure.more}: it may be no difference at all"
    )


def _digits(values: Sequence[float], unit: str) -> int:
    """One place behind the point for minutes, and where whole numbers would read as nought."""
    return 1 if unit == "minutes" or min(map(abs, values)) < 1 else 0


def _size(value: float, unit: str, digits: int) -> str:
    """ "1 second", "28 seconds", "0.3 seconds"."""
    number = minus(value, digits)
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"
