"""Who would have been asked first under other numbers, from what was on record at the time.

Only the gates whose numbers differ are decided again; the rest stand as they were recorded. Where
the record does not hold what a gate needs, the answer is that nobody can tell.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from outrider.domain.coresponse.choice import Gate, goes_before, probability_first
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.replay.recorded import Choice, Weighed


class Asked(StrEnum):
    """What would be different about who is asked first."""

    SAME = "same"
    OTHER = "other"  # another unit
    NOBODY = "nobody"  # somebody was, nobody would be
    SOMEBODY = "somebody"  # nobody was, somebody would be
    CANNOT_TELL = "cannot-tell"


CANNOT_TELL: Final = "?"
"""In place of a unit: the record does not say who it would be."""


def first_asked(choice: Choice, old: Policy, new: Policy) -> str:
    """The unit that would be asked first; empty: nobody; `CANNOT_TELL`."""
    doubtful: list[Weighed] = []
    first: Weighed | None = None
    for index, each in enumerate(choice.units):
        passes = _passes(each, choice, old, new)
        if passes is None:
            doubtful.append(each)
        elif passes and (first is None or _before(each, index, first, choice)):
            first = each
    if any(first is None or _may_precede(each, first) for each in doubtful):
        return CANNOT_TELL
    further = choice.beyond and new.search_cut_off > old.search_cut_off
    if further and (first is None or first.arrives > old.search_cut_off):
        return CANNOT_TELL
    return first.unit if first else ""


def compared(choice: Choice, old: Policy, new: Policy) -> tuple[Asked, str]:
    """What would be different, and who would be asked first."""
    was, would = choice.first, first_asked(choice, old, new)
    if would == CANNOT_TELL:
        return Asked.CANNOT_TELL, ""
    if was == would:
        return Asked.SAME, would
    if not would:
        return Asked.NOBODY, ""
    return (Asked.OTHER if was else Asked.SOMEBODY), would


def _before(one: Weighed, index: int, other: Weighed, choice: Choice) -> bool:
    than = (other.arrives, other.medical_used, choice.units.index(other))
    return goes_before(one.arrives, one.medical_used, index, than)


def _may_precede(doubtful: Weighed, first: Weighed) -> bool:
    return doubtful.arrives < 0 or doubtful.arrives <= first.arrives


def _passes(each: Weighed, choice: Choice, old: Policy, new: Policy) -> bool | None:
    """Whether the unit may be asked under the new numbers; None: nobody can tell."""
    gates = (
        _standing(each),
        _hours(each, old, new),
        _position(each, old, new),
        _stuck(each, old, new),
        _reach(each, old, new),
        _gain(each, choice, old, new),
        _first(each, choice, old, new),
    )
    if any(gate is False for gate in gates):
        return False
    return None if any(gate is None for gate in gates) else True


_NUMBERED: Final = int(
    Gate.HOURS | Gate.POSITION | Gate.STUCK | Gate.REACH | Gate.GAIN | Gate.FIRST
)


def _standing(each: Weighed) -> bool:
    """The gates that no number of a pack moves."""
    return not each.failed & ~_NUMBERED


def _as_recorded(each: Weighed, gate: Gate) -> bool:
    return not each.failed & gate


def _hours(each: Weighed, old: Policy, new: Policy) -> bool | None:
    if new.shift_left == old.shift_left:
        return _as_recorded(each, Gate.HOURS)
    if each.shift_left >= 0:
        return each.shift_left >= new.shift_left
    return _moved(_as_recorded(each, Gate.HOURS), stricter=new.shift_left > old.shift_left)


def _position(each: Weighed, old: Policy, new: Policy) -> bool | None:
    passed = _as_recorded(each, Gate.POSITION)
    if new.position_unusable == old.position_unusable:
        return passed
    if each.fix_age >= 0:
        return each.fix_age <= new.position_unusable
    # One that passed had a position, whose age was not kept; one that did not had none.
    return passed and _moved(True, stricter=new.position_unusable < old.position_unusable)


def _stuck(each: Weighed, old: Policy, new: Policy) -> bool | None:
    """How long a position had stood still is not on record, only whether that was too long."""
    if new.stuck_after == old.stuck_after or each.fix_age < 0:
        return _as_recorded(each, Gate.STUCK)
    return _moved(not each.stuck, stricter=new.stuck_after < old.stuck_after)


def _moved(passed: bool, *, stricter: bool) -> bool | None:
    """A gate that was moved: what it moved away from still stands, the rest nobody can tell."""
    return (None if passed else False) if stricter else (True if passed else None)


def _reach(each: Weighed, old: Policy, new: Policy) -> bool | None:
    if new.search_cut_off == old.search_cut_off:
        return _as_recorded(each, Gate.REACH)
    if each.arrives < 0:
        return None if new.search_cut_off > old.search_cut_off and each.fix_age >= 0 else False
    # Turnout is part of what is on record, so that a unit near the edge may be on either side.
    return True if each.arrives <= new.search_cut_off else None


def _gain(each: Weighed, choice: Choice, old: Policy, new: Policy) -> bool:
    if new.gain_cut_off == old.gain_cut_off:
        return _as_recorded(each, Gate.GAIN)
    if each.arrives < 0 or choice.ambulance < 0:
        return True  # decided by its reach alone
    return choice.ambulance - each.arrives >= new.gain_cut_off


def _first(each: Weighed, choice: Choice, old: Policy, new: Policy) -> bool:
    numbers = ("first_cut_off", "travel_variation", "ambulance_variation")
    if all(getattr(new, name) == getattr(old, name) for name in numbers):
        return _as_recorded(each, Gate.FIRST)
    if each.arrives < 0 or choice.ambulance < 0:
        return True
    chance = probability_first(
        each.arrives, choice.ambulance, new.travel_variation, new.ambulance_variation
    )
    return chance >= new.first_cut_off
