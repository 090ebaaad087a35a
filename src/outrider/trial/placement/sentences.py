"""What an answer says, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from outrider.trial.placement.values import Goal, Placement, Proof

Words: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]

ALWAYS: Final = (
    "Whether anybody is on duty, willing, trained and near a vehicle at these places.",
    "What happens when two calls come at once: that is for the simulation.",
    "That the demand will be where it was: these places are best for the weights given.",
)


def of_cover(share: float, units: int, within: float) -> Words:
    says = (f"{share:.1%} of the demand has {_one_of(units)} within {_minutes(within)} by road.",)
    return says, ("Whether that unit is free: each counts as always free here.", *ALWAYS)


def of_expected(share: float, units: int, within: float, busy: float) -> Words:
    says = (
        f"If each unit is busy {busy:.0%} of the time, {share:.1%} of the demand is expected to "
        f"have {_one_of(units)} free within {_minutes(within)} by road.",
    )
    return says, (
        "What happens when units are busy together: each counts as busy by itself and equally.",
        *ALWAYS,
    )


def of_median(seconds: float, units: int) -> Words:
    says = (
        f"With {_units(units)}, the mean drive from the nearest is {_minutes(seconds)}, "
        "weighted by demand.",
    )
    return says, (
        "How long the longest drives are: a mean can be short while a few places wait long.",
        *ALWAYS,
    )


def of_gain(gained: float, share: float, units: int, ambulance: float) -> Words:
    says = (
        f"With {_units(units)}, first help comes {_minutes(gained)} sooner on average than the "
        f"ambulance's {_minutes(ambulance)}, over all demand.",
        f"A unit would be there before the ambulance for {share:.1%} of the demand.",
    )
    return says, (
        "How many lives that is: minutes are not survival.",
        "How the ambulance's times vary: each place has one time here.",
        *ALWAYS,
    )


def told(placed: Placement, says: tuple[str, ...], not_said: tuple[str, ...]) -> Placement:
    """The answer with its sentences and how far it is proven."""
    return replace(placed, says=(*says, _proof(placed)), does_not_say=not_said)


def _proof(placed: Placement) -> str:
    if placed.proof is Proof.PROVEN:
        return "Proven: no other choice among the sites listed does better by this measure."
    limit = _measure(placed.goal, placed.bound)
    return (
        f"Not proven: the search stopped. The best possible lies between "
        f"{_measure(placed.goal, placed.value)} and {limit}. Allow more time for a proof."
    )


def _measure(goal: Goal, value: float) -> str:
    return f"{value:.2%}" if goal in (Goal.COVER, Goal.EXPECTED) else _minutes(value, 2)


def _minutes(seconds: float, digits: int = 1) -> str:
    minutes = f"{seconds / 60:.{digits}f}".rstrip("0").rstrip(".")
    return f"{minutes} minute" if minutes == "1" else f"{minutes} minutes"


def _units(units: int) -> str:
    return "1 unit" if units == 1 else f"{units} units"


def _one_of(units: int) -> str:
    return "the unit" if units == 1 else f"one of {units} units"
