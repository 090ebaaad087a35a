"""The state of one call with everybody who was asked to it: one aggregate, one lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outrider.domain.coresponse.mission import AmbulanceState, Phase
from outrider.domain.coresponse.rules import Outcome


@dataclass(frozen=True, slots=True)
class MissionState:
    id: str
    unit: str
    owner: str  # "police", "fire", "ambulance": who agrees to a release
    sequence: int
    phase: Phase
    since: datetime  # effective time of the last step: never goes back
    came_across: bool = False
    times: Mapping[str, datetime] = field(default_factory=dict)  # by the phase's name
    acknowledged_at: datetime | None = None
    reason: str = ""
    authority: str = ""
    by_radio: bool = False
    conflict: str = ""
    had_contact: bool = False

    @property
    def live(self) -> bool:
        return not self.phase.ended


@dataclass(frozen=True, slots=True)
class CallState:
    id: str
    outcome: Outcome
    ambulance: AmbulanceState = AmbulanceState.NONE
    risk_checked: bool = False
    hold_off: bool = False
    alarm: str = ""
    no_responder: bool = False
    closed: bool = False
    archived: bool = False
    missions: Mapping[str, MissionState] = field(default_factory=dict)

    @property
    def live_missions(self) -> tuple[MissionState, ...]:
        return tuple(mission for mission in self.missions.values() if mission.live)

    @property
    def sends(self) -> bool:
        """Whether the rules, and the risk check where they ask for one, let a unit be sent."""
        if self.outcome in (Outcome.SEND, Outcome.HOLD_OFF):
            return True
        return self.outcome is Outcome.SEND_AFTER_RISK_CHECK and self.risk_checked
