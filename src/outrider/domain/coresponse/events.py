"""What happened to a call. Each event is one journal row of ids, codes and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outrider.domain.coresponse.mission import AmbulanceState, Phase, Press


@dataclass(frozen=True, slots=True)
class AmbulanceChanged:
    before: AmbulanceState
    after: AmbulanceState


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    kind: str


@dataclass(frozen=True, slots=True)
class AlarmEnded:
    kind: str


@dataclass(frozen=True, slots=True)
class MissionOpened:
    mission: str
    unit: str
    owner: str
    sequence: int
    phase: Phase
    effective: datetime
    came_across: bool = False
    went_past: int = 0  # soft gates that a dispatcher went past, having heard the unit by radio


@dataclass(frozen=True, slots=True)
class MissionMoved:
    mission: str
    unit: str
    press: Press
    before: Phase
    after: Phase
    effective: datetime
    reason: str = ""
    authority: str = ""
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class HandoverAcknowledged:
    mission: str
    effective: datetime
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class HelpNeeded:
    mission: str
    kind: str
    effective: datetime
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class ConflictRaised:
    """A police state speaks against a mission whose crew is with the patient: people decide."""

    mission: str
    state: int


@dataclass(frozen=True, slots=True)
class RiskCheckDone:
    pass


@dataclass(frozen=True, slots=True)
class HoldOffSet:
    pass


@dataclass(frozen=True, slots=True)
class HoldOffLifted:
    pass


@dataclass(frozen=True, slots=True)
class NoResponder:
    pass


@dataclass(frozen=True, slots=True)
class CallClosed:
    reason: str


@dataclass(frozen=True, slots=True)
class CallArchived:
    pass


Event = (
    AmbulanceChanged
    | AlarmRaised
    | AlarmEnded
    | MissionOpened
    | MissionMoved
    | HandoverAcknowledged
    | HelpNeeded
    | ConflictRaised
    | RiskCheckDone
    | HoldOffSet
    | HoldOffLifted
    | NoResponder
    | CallClosed
    | CallArchived
)
