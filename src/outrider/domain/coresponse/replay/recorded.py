"""What is on record of a call: what it was, what was decided, and who was weighed first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outrider.domain.coresponse.rules import CallFacts, Outcome


@dataclass(frozen=True, slots=True)
class Weighed:
    """One unit as it was weighed. Seconds; -1.0 where nothing is on record.

    `failed`: bits of `choice.Gate`. `rank`: 1 is asked first; 0: it was not to be asked.
    """

    unit: str
    failed: int
    rank: int
    arrives: float
    fix_age: float = -1.0
    stuck: bool = False
    shift_left: float = -1.0
    medical_used: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The first time that units were weighed for a call. `beyond`: too far to be weighed.

    `ambulance`: seconds until it would be there; -1.0 where nobody knew.
    """

    ambulance: float
    units: tuple[Weighed, ...]
    beyond: int = 0

    @property
    def first(self) -> str:
        """The unit that the rules asked first; empty: nobody."""
        return next((each.unit for each in self.units if each.rank == 1), "")


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """`choice` is None where nobody was weighed: the rules did not send, or no ambulance was."""

    reference: str
    received_at: datetime
    facts: CallFacts
    outcome: Outcome
    rule: str
    pack: str
    choice: Choice | None = None
