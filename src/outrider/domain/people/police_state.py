"""Radio states and whether a unit in one may be asked for a medical call.

States 7, 8, 9, 10, 12 and 4 follow a force's published state list; rows marked as a scheme default
in the seed table are configuration. Source: Airwave state lists released under FOI
(Nottinghamshire Police; Police Scotland). The table itself is data: `people.PoliceStateRule`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class MedicalOffer(StrEnum):
    MAY = "may"
    NEVER = "never"
    OFF = "off"
    EMERGENCY = "emergency"  # overrides everything
    ON_JOB = "on-job"  # never, unless the job is the medical one itself
    UNCHANGED = "unchanged"  # a message, not a state

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    MedicalOffer.MAY: "May be asked",
    MedicalOffer.NEVER: "Never asked",
    MedicalOffer.OFF: "Off duty: never asked, phone silent",
    MedicalOffer.EMERGENCY: "Emergency: releases any medical job",
    MedicalOffer.ON_JOB: "On a job",
    MedicalOffer.UNCHANGED: "Message only",
}


@dataclass(frozen=True, slots=True)
class StateRule:
    code: int
    word: str
    offer: MedicalOffer
    source: str = ""


_LIST = "State list released under FOI (Nottinghamshire Police)"
_DEFAULT = "Scheme default: agree locally"

DEFAULT_TABLE: Final[tuple[StateRule, ...]] = (
    StateRule(0, "Emergency", MedicalOffer.EMERGENCY, _LIST),
    StateRule(1, "On duty", MedicalOffer.MAY, _DEFAULT),
    StateRule(2, "On patrol", MedicalOffer.MAY, _DEFAULT),
    StateRule(3, "At station, standby", MedicalOffer.MAY, _DEFAULT),
    StateRule(4, "Refreshments", MedicalOffer.NEVER, _DEFAULT),
    StateRule(5, "En route", MedicalOffer.ON_JOB, _LIST),
    StateRule(6, "At scene", MedicalOffer.ON_JOB, _LIST),
    StateRule(7, "Committed, can be moved", MedicalOffer.MAY, _LIST),
    StateRule(8, "Committed, cannot be moved", MedicalOffer.NEVER, _LIST),
    StateRule(9, "Has a prisoner", MedicalOffer.NEVER, _LIST),
    StateRule(10, "At court", MedicalOffer.NEVER, _LIST),
    StateRule(11, "Off duty", MedicalOffer.OFF, _LIST),
    StateRule(12, "Confidential", MedicalOffer.NEVER, _LIST),
    StateRule(13, "Call back", MedicalOffer.UNCHANGED, _LIST),
    StateRule(14, "Urgent call back", MedicalOffer.UNCHANGED, _LIST),
    StateRule(15, "Received", MedicalOffer.UNCHANGED, _LIST),
    StateRule(16, "Repeat", MedicalOffer.UNCHANGED, _LIST),
)

# States that no configuration may open (testing targets of the scheme).
NEVER_OPEN: Final = frozenset({0, 8, 9, 10, 11, 12})


def checked_table(rules: Mapping[int, StateRule]) -> dict[int, StateRule]:
    """The table, refused if it would let a unit be asked in a state that must stay closed.

    Raises:
        ValueError: names the state.
    """
    for code in NEVER_OPEN:
        rule = rules.get(code)
        if rule is None:
            raise ValueError(f"State {code} is missing from the table: add it as never asked.")
        if rule.offer in (
            MedicalOffer.MAY,
            MedicalOffer.UNCHANGED,
            MedicalOffer.ON_JOB,
        ):
            raise ValueError(f"State {code} ({rule.word}) can never be asked: change it back.")
    return dict(rules)
