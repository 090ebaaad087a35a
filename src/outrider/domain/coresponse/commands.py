"""What can be asked of a call. Plain data: who asked and from which device is the service's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outrider.domain.coresponse.explain import Reason
from outrider.domain.coresponse.mission import AmbulanceState, Press, TimerKind


@dataclass(frozen=True, slots=True)
class SetAmbulance:
    state: AmbulanceState


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the unit's owner to release it.

    Attributes:
        failed: bits of `choice.failed_gates`.
        reasons: the same in words that the one who asks may read.
        by_radio: the dispatcher has spoken to the crew, and may go past a soft gate.
    """

    mission: str
    unit: str
    owner: str
    needs_release: bool
    failed: int
    reasons: tuple[Reason, ...] = ()
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class PressMission:
    """One press on a mission. `effective` is when it was really done, as far as is known."""

    mission: str
    press: Press
    effective: datetime
    reason: str = ""
    authority: str = ""
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class ComeAcross:
    mission: str
    unit: str
    owner: str
    effective: datetime


@dataclass(frozen=True, slots=True)
class TimerFired:
    kind: TimerKind
    mission: str | None = None


@dataclass(frozen=True, slots=True)
class StateForbids:
    """The unit's police state no longer allows the job. `emergency`: state 0.

    `effective`: when the state was really set, as far as is known; None is on receipt.
    """

    mission: str
    state: int
    emergency: bool
    effective: datetime | None = None


@dataclass(frozen=True, slots=True)
class RiskChecked:
    pass


@dataclass(frozen=True, slots=True)
class HoldOff:
    pass


@dataclass(frozen=True, slots=True)
class LiftHoldOff:
    pass


@dataclass(frozen=True, slots=True)
class StandDownAll:
    reason: str


@dataclass(frozen=True, slots=True)
class NobodyLeft:
    """The search found no unit that may be asked."""


@dataclass(frozen=True, slots=True)
class AcknowledgeAlarm:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    reason: str


Command = (
    SetAmbulance
    | Ask
    | PressMission
    | ComeAcross
    | TimerFired
    | StateForbids
    | RiskChecked
    | HoldOff
    | LiftHoldOff
    | StandDownAll
    | NobodyLeft
    | AcknowledgeAlarm
    | Close
)
