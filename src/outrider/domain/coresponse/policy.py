"""The scheme's numbers: agreed with the rule pack, versioned and dated with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Policy:
    """Scheme defaults, to be agreed locally. Seconds unless said otherwise."""

    owner_answer: float = 40.0  # for the owner's control to agree or decline a release
    offer: float = 45.0  # for the crew to accept or decline
    gain_cut_off: float = 120.0  # sooner than the ambulance by at least this
    first_cut_off: float = 0.6  # probability of arriving first, at least
    position_stale: float = 120.0  # older looks old
    position_unusable: float = 600.0  # older gives no honest estimate
    stuck_after: float = 300.0  # the same fix repeated by a unit on patrol
    shift_left: float = 1800.0  # of the shift, for a unit to be asked
    travel_variation: float = 0.2  # standard deviation of a road time, as a share of it
    ambulance_variation: float = 0.15
    search_cut_off: float = 2400.0  # road seconds beyond which a unit is only counted
    archive_after: float = 43200.0  # a closed call leaves the live screens
    auto_next: bool = True  # ask for the next unit when one declines or does not answer


def parse_policy(data: Mapping[str, object]) -> Policy:
    """A policy from a rule pack's data.

    Raises:
        ValueError: an unknown name or a value out of range, named.
    """
    known = {field.name for field in fields(Policy)}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ValueError(f"The policy has no setting called {unknown[0]}. Remove or correct it.")
    for name, value in data.items():
        _check(name, value)
    return Policy(**data)  # type: ignore[arg-type]  # every value was checked above


def _check(name: str, value: object) -> None:
    if name == "auto_next":
        if not isinstance(value, bool):
            raise ValueError("auto_next must be true or false.")
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{name} must be a number, zero or more. It is {value!r}.")
    if name.endswith(("first_cut_off", "variation")) and value > 1:
        raise ValueError(f"{name} is a share between 0 and 1. It is {value!r}.")
