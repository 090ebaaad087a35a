"""Where a vehicle is, in O(1): it drives from one place to another, or stands at the second."""

from __future__ import annotations

from outrider.roads.compiled import compiled
from outrider.trial.draws import uniform
from outrider.trial.engine.layout import PATROL, Row, Run
from outrider.trial.engine.purposes import Purpose
from outrider.trial.engine.world import PLAIN, Singles

BEAT = int(Purpose.BEAT)


@compiled
def joins(trip: Row, now: float, toward: Singles) -> tuple[int, float]:
    """The column over which it goes to a place, and its seconds to there.

    On the way: the better of back to where it came from and on to where it was going. A time
    before it set off is the time when it did.

    Args:
        toward: (columns,) seconds to the place.
    """
    driven = (now - trip.start) / trip.pace
    if driven < 0.0:
        driven = 0.0
    if driven >= trip.total:
        return trip.end, 0.0
    if driven <= trip.first:
        return trip.origin, trip.first - driven
    back, rest = driven - trip.first, trip.total - driven
    if back + toward[trip.origin] <= rest + toward[trip.end]:
        return trip.origin, back
    return trip.end, rest


@compiled
def set_off(
    trip: Row, start: float, first: float, total: float, pace: float, origin: int, end: int
) -> None:
    """It drives from `start` on, or stands if `total` is 0."""
    trip.start = start
    trip.first = first
    trip.total = total
    trip.pace = pace
    trip.origin = origin
    trip.end = end


@compiled
def beat_point(run: Run, unit: Row, period: int) -> int:
    """The row where this unit goes in this period: drawn from its beat, alike in every arm."""
    low, high = unit.point, unit.points_end - 1
    if low == high:
        return run.point_row[low]
    share = uniform(run.seed, BEAT, unit.whose, period + 1)
    while low < high:
        middle = (low + high) >> 1
        if run.point_share[middle] > share:
            high = middle
        else:
            low = middle + 1
    return run.point_row[low]


@compiled
def patrols(run: Run, unit: Row, now: float) -> None:
    """Brings the way of a unit on patrol up to this period of its beat."""
    period = int(now / run.rules.period)
    if unit.doing != PATROL or unit.period == period:
        return
    unit.period = period
    here = run.column[beat_point(run, unit, period - 1)]
    row = beat_point(run, unit, period)
    seconds = run.to[PLAIN, row, here]
    set_off(unit, period * run.rules.period, 0.0, seconds, 1.0, here, run.column[row])


@compiled
def goes_back(run: Run, unit: Row, now: float) -> None:
    """From where it is to its beat, at normal speed."""
    period = int(now / run.rules.period)
    row = beat_point(run, unit, period)
    toward = run.to[PLAIN, row]
    column, first = joins(unit, now, toward)
    set_off(unit, now, first, first + toward[column], 1.0, column, run.column[row])
    unit.doing = PATROL
    unit.period = period
