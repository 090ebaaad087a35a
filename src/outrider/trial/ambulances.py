"""Ambulances alone: stations, dispatch of the nearest, hospitals, the queue, redispatch on the way.

The functions that move an ambulance are shared with the full model. Times are seconds since the
start; a place is a column of the travel-time table.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.roads.compiled import compiled
from outrider.trial.borrowing import borrowed
from outrider.trial.coming import Coming, put
from outrider.trial.fetching import ask, fetch
from outrider.trial.returning import Floats, Indices, Ways, next_node

Singles: TypeAlias = NDArray[np.float32]
Bytes: TypeAlias = NDArray[np.int8]

NOBODY = -1
ROUNDED = 1.0  # second: more than a whole way is off by the rounding of its roads


class Calls(NamedTuple):
    """Medical calls in the order in which they are decided on.

    `mode` is how the ambulance drives to it (0 with lights, 1 without); `row` its row of the table;
    `leg` the seconds from the road to the patient; `leaves` from which column the ambulance goes
    home, `leave_leg` how long it takes to the road there, `kept` how long the call keeps it from
    its arrival at the scene. `leave_leg` is (calls, 2), by mode.
    """

    received: Floats
    decided: Floats
    priority: Bytes
    mode: Bytes
    row: Indices
    leg: Floats
    kept: Floats
    leaves: Indices
    leave_leg: Floats


class Bases(NamedTuple):
    """Ambulance stations: their column, and the leg between road and yard by mode, in seconds."""

    column: Indices
    leg: Floats


class Fleet(NamedTuple):
    """State of each ambulance: `left` is when it is, or was last met, on the road home at `origin`.

    `left` is inf while it is on a call.
    """

    base: Indices
    left: Floats
    origin: Indices
    at_base_node: Floats
    at_base: Floats


def new_fleet(base: Indices) -> Fleet:
    """Every ambulance at its station."""
    n = len(base)
    never = np.full(n, -np.inf)
    return Fleet(base.astype(np.int32), never.copy(), np.zeros(n, np.int32), never.copy(), never)


@compiled
def reached_in(
    fleet: Fleet, bases: Bases, ways: Ways, ambulance: int, now: float, mode: int
) -> tuple[int, float]:
    """The column where this free ambulance joins the road, and in how many seconds.

    One that is met on its way goes on from there for whoever asks next, who asks no earlier.
    """
    base = fleet.base[ambulance]
    if now >= fleet.at_base[ambulance]:
        return bases.column[base], bases.leg[base, mode]
    left, origin = fleet.left[ambulance], fleet.origin[ambulance]
    if now <= left:
        return origin, left - now
    arrives = fleet.at_base_node[ambulance]
    if now >= arrives:  # in the yard: back to the road, at the pace of the new call
        back = (now - arrives) * bases.leg[base, mode]
        return bases.column[base], back / (fleet.at_base[ambulance] - arrives)
    node = next_node(ways, base, origin, arrives - now)
    met = arrives - ways[base, node].left
    fleet.origin[ambulance], fleet.left[ambulance] = node, met
    return node, met - now


@compiled
def nearest_standing(
    fleet: Fleet, bases: Bases, table: Singles, row: int, mode: int, now: float, away: Indices
) -> tuple[int, float, int]:
    """The ambulance at its station that reaches the road by the patient first, and in what time.

    Writes who is free and not at a station into `away`; the last number is how many. No branch
    hangs on who is busy, which no processor foresees.
    """
    best, least, count = NOBODY, np.inf, 0
    for ambulance in range(len(fleet.base)):
        base = fleet.base[ambulance]
        stands = now >= fleet.at_base[ambulance]
        seconds = bases.leg[base, mode] + table[row, bases.column[base]]
        seconds = seconds if stands else np.inf
        best = ambulance if seconds < least else best
        least = seconds if seconds < least else least
        away[count] = ambulance
        count += (not stands) & (fleet.left[ambulance] < np.inf)
    return best, least, count


@compiled
def nearest_free(
    fleet: Fleet, bases: Bases, ways: Ways, table: Singles, calls: Calls, call: int, now: float,
    away: Indices,
) -> tuple[int, float]:  # fmt: skip
    """The free ambulance that reaches the road by the patient first, and the seconds to there.

    One on its way home is looked for only if it may be the nearest: it cannot be nearer than from
    where it was seen last, less the time since. (Roads: no way is shorter than the table says, and
    nobody drives faster without lights.)
    """
    row, mode = calls.row[call], calls.mode[call]
    best, least, count = nearest_standing(fleet, bases, table, row, mode, now, away)
    for place in range(count):
        ambulance = away[place]
        last, origin = fleet.left[ambulance], fleet.origin[ambulance]
        on_road = last < now < fleet.at_base_node[ambulance]
        if on_road and last - now + table[row, origin] - ROUNDED >= least:
            continue
        column, first = reached_in(fleet, bases, ways, ambulance, now, mode)
        seconds = first + table[row, column]
        if seconds < least or (seconds == least and ambulance < best):
            best, least = ambulance, seconds
    return best, least


@compiled
def send(
    fleet: Fleet, calls: Calls, ambulance: int, call: int, arrives: float, free: Coming, size: int
) -> int:
    """The ambulance is on this call until it is free again; returns how many are out."""
    fleet.left[ambulance] = fleet.at_base[ambulance] = np.inf
    return put(free, size, arrives + calls.kept[call], ambulance)


@compiled
def go_home(
    fleet: Fleet, bases: Bases, ways: Ways, ambulance: int, column: int, leg: float, now: float
) -> None:
    """The ambulance drives back to its station, without lights."""
    base = fleet.base[ambulance]
    fleet.origin[ambulance] = column
    fleet.left[ambulance] = now + leg
    fleet.at_base_node[ambulance] = now + leg + ways[base, column].left
    fleet.at_base[ambulance] = fleet.at_base_node[ambulance] + bases.leg[base, 1]


@compiled
def head_of_queue(calls: Calls, queue: Indices, waiting: int) -> int:
    """Place in the queue of the call that goes first: by priority, then by when it came in."""
    best = 0
    for place in range(1, waiting):
        one, other = queue[place], queue[best]
        if calls.priority[one] < calls.priority[other] or (
            calls.priority[one] == calls.priority[other]
            and calls.received[one] < calls.received[other]
        ):
            best = place
    return best


@compiled
def simulate(
    calls: Calls, fleet: Fleet, bases: Bases, ways: Ways, table: Singles, arrived: Floats
) -> int:
    """Writes when an ambulance was with each patient. Returns how many calls waited at most.

    `table` is of quickest ways over the roads of `ways`, in each mode no slower than those.
    """
    calls, fleet, bases = borrowed(calls), borrowed(fleet), borrowed(bases)
    ways, table, arrived = borrowed(ways), borrowed(table), borrowed(arrived)
    n = len(calls.received)
    out = Coming(np.empty(len(fleet.base)), np.empty(len(fleet.base), np.int32))
    away = np.empty(len(fleet.base) + 1, np.int32)
    on = np.full(len(fleet.base), NOBODY, np.int32)
    queue = np.empty(n, np.int32)
    size = waiting = longest = following = 0
    while following < n or size:
        if size == 0 or (following < n and calls.decided[following] <= out.at[size - 1]):
            now, call = calls.decided[following], following
            following += 1
            if following < n:
                fetch(table, calls.row[following])
            ambulance, seconds = nearest_free(fleet, bases, ways, table, calls, call, now, away)
            if ambulance == NOBODY:
                queue[waiting] = call
                waiting += 1
                longest = max(longest, waiting)
                continue
        else:
            size -= 1
            now, ambulance = out.at[size], out.who[size]
            done = on[ambulance]
            if waiting == 0:
                leg = calls.leave_leg[done, 1]
                if following < n:
                    ask(table, calls.row[following], calls.leaves[done])
                go_home(fleet, bases, ways, ambulance, calls.leaves[done], leg, now)
                continue
            place = head_of_queue(calls, queue, waiting)
            call = queue[place]
            waiting -= 1
            queue[place] = queue[waiting]
            seconds = calls.leave_leg[done, calls.mode[call]]
            seconds += table[calls.row[call], calls.leaves[done]]
        arrived[call] = now + seconds + calls.leg[call]
        on[ambulance] = call
        size = send(fleet, calls, ambulance, call, arrived[call], out, size)
    return longest
