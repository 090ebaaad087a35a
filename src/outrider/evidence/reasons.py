"""How far a call came and why no further: one stage and one reason for every call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from outrider.coresponse.models import Call, Mission
from outrider.domain.coresponse.choice import Gate
from outrider.domain.coresponse.mission import Phase
from outrider.domain.coresponse.rules import Outcome
from outrider.trial.judging.frame import Stage
from outrider.trial.judging.words import WORDS, with_why

SENDS: Final = frozenset(
    {Outcome.SEND.value, Outcome.SEND_AFTER_RISK_CHECK.value, Outcome.HOLD_OFF.value}
)
_AMBULANCE_RULES: Final = int(Gate.GAIN | Gate.FIRST)
_PLACE_RULES: Final = int(Gate.POSITION | Gate.STUCK | Gate.REACH)

_OF_PHASE: Final[dict[str, str]] = {
    Phase.OWNER_DECLINED.value: "owner-refused",
    Phase.WITHDRAWN.value: "withdrawn",
    Phase.DECLINED.value: "crew-declined",
    Phase.STOOD_DOWN.value: "stood-down",
    Phase.CALLED_BACK.value: "called-back",
    Phase.STATE_FORBIDS.value: "state-forbids",
    Phase.UNABLE.value: "unable",
}


def stage_of(call: Call, missions: Sequence[Mission]) -> tuple[Stage, Mission | None]:
    """How far the call came, with the mission that came furthest (the later one of two)."""
    if not missions:
        sends = call.outcome in SENDS
        return (Stage.NOT_ASKED if sends else Stage.NOT_ELIGIBLE), None
    furthest = max(missions, key=lambda row: (_stage(row), row.sequence))
    return _stage(furthest), furthest


def _stage(row: Mission) -> Stage:
    if row.origin == "came-across":
        return Stage.CAME_ACROSS
    if row.at_scene_at is not None or row.with_patient_at is not None:
        return Stage.ATTENDED
    if row.accepted_at is not None:
        return Stage.MOBILISED
    return Stage.OFFERED if row.offered_at is not None else Stage.ASKED


def reason_of(
    stage: Stage, call: Call, furthest: Mission | None, weighed: list[dict[str, Any]] | None
) -> str:
    """Code of `WORDS` for a call that was not attended; empty for one that was."""
    if stage in (Stage.ATTENDED, Stage.CAME_ACROSS):
        return ""
    if stage is Stage.NOT_ELIGIBLE:
        return call.outcome if call.outcome in WORDS else "not_eligible"
    if furthest is None:
        return _nobody(weighed)
    if furthest.phase == Phase.NO_ANSWER.value:
        return "owner-silent" if furthest.offered_at is None else "crew-silent"
    return with_why(_OF_PHASE.get(furthest.phase, "under-way"), furthest.reason)


def _nobody(weighed: list[dict[str, Any]] | None) -> str:
    """Why nobody was asked, by the unit that came nearest to being asked."""
    if weighed is None:
        return "no-search"
    failed = [int(unit.get("failed", 0)) for unit in weighed]
    if any(bits and not bits & ~_AMBULANCE_RULES for bits in failed):
        return "ambulance-as-quick"
    if failed and all(bits & _PLACE_RULES for bits in failed):
        return "no-position"
    return "nobody-free"
