"""Rows and entries of a past call, in the shapes that the services write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from outrider.coresponse.actors import Actor
from outrider.coresponse.models import Call, Decision, Mission
from outrider.demo.past.search import Found
from outrider.demo.seeds import made_id
from outrider.domain.coresponse.choice import Gate
from outrider.domain.coresponse.explain import why_not
from outrider.journal.new_entry import NewEntry
from outrider.roads import to_os_grid

if TYPE_CHECKING:
    from outrider.demo.past.script import Scene

EIGHTY_PER_CENT = 1.2816  # as the live search states its ranges


def call_row(scene: Scene) -> Call:
    """The call as it was when it had just been received and ruled on."""
    call, spot = scene.call, scene.call.spot
    return Call(
        id=call.id,
        number=call.number,
        reference=call.reference,
        sender="ambulance-cad",
        sender_id=f"demo-{call.reference}",
        connected_at=call.connected_at,
        received_at=call.connected_at + timedelta(seconds=int(scene.allocated * 0.6)),
        category=call.category,
        complaint=call.complaint,
        age_band=call.age_band,
        sex=call.sex,
        flags=list(call.flags),
        lat=spot.lat,
        lon=spot.lon,
        place=spot.place[:160],
        town=spot.town[:80],
        os_grid=to_os_grid(spot.lat, spot.lon),
        outcome=call.ruled.outcome.value,
        outcome_rule=call.ruled.rule,
        outcome_text=call.ruled.text,
        condition=call.ruled.condition.value,
        pack_version=call.ruled.pack,
        ambulance_eta_seconds=scene.eta,
        ambulance_heard_at=scene.at(scene.allocated),
    )


def received_entry(scene: Scene, actors: dict[str, Actor]) -> NewEntry:
    """The journal's first row about the call."""
    call = scene.call
    return NewEntry(
        stream=f"call:{call.id}",
        kind="call.received",
        payload={
            "number": call.number,
            "category": call.category,
            "outcome": call.ruled.outcome.value,
            "rule": call.ruled.rule,
            "pack": call.ruled.pack,
            "exercise": False,
            "connected_at": call.connected_at.isoformat(),
        },
        actor=actors["ambulance-dispatcher"].id,
        effective_at=call.connected_at,
        touches=(f"call:{call.id}",),
    )


def decision_row(scene: Scene, at: datetime, mission: Mission | None) -> Decision:
    """Why this unit, or why nobody: every unit that was weighed."""
    return Decision(
        id=made_id(scene.seed, "decision", scene.call.id, mission.id if mission else "nobody"),
        call_id=scene.call.id,
        mission=mission,
        at=at,
        pack_version=scene.call.ruled.pack,
        policy_version=scene.call.ruled.pack,
        ambulance_eta_seconds=scene.eta,
        candidates=[_candidate(found, rank) for rank, found in _ranked(scene.looked)],
        beyond_cut_off=scene.beyond,
    )


def _ranked(looked: list[Found]) -> list[tuple[int | None, Found]]:
    free = [found for found in looked if not found.failed]
    rest = [found for found in looked if found.failed]
    return [*enumerate(free, start=1), *((None, found) for found in rest)]


def _candidate(found: Found, rank: int | None) -> dict[str, Any]:
    """As `coresponse.queries.candidates.candidate_record` keeps one; a test compares the two."""
    estimate = estimate_of(found)
    return {
        "unit_id": str(found.unit),
        "call_sign": found.call_sign,
        "rank": rank,
        "failed": found.failed,
        "why_not": [
            {"rule": reason.rule, "text": reason.text}
            for reason in why_not(found.failed, owner=found.owner)
        ],
        "arrives_seconds": estimate.pop("arrives_seconds"),
        "estimate": {k: v for k, v in estimate.items() if not k.startswith("ambulance")},
        "fix": None,
        "shift_ends_at": None,
        "medical_used_seconds": 0,
        "weighed": {**found.facts._asdict(), "medical_used": 0.0},
    }


def estimate_of(found: Found) -> dict[str, float]:
    """The estimate as it was when the unit was weighed, seconds."""
    travel, ambulance = 0.2 * found.arrives, 0.15 * found.ambulance
    spread = EIGHTY_PER_CENT * travel
    both = EIGHTY_PER_CENT * (travel**2 + ambulance**2) ** 0.5
    gained = found.ambulance - found.arrives
    return {
        "arrives_seconds": round(found.arrives),
        "low": round(max(0.0, found.arrives - spread)),
        "high": round(found.arrives + spread),
        "ambulance_seconds": round(found.ambulance),
        "ambulance_low": round(max(0.0, found.ambulance - EIGHTY_PER_CENT * ambulance)),
        "ambulance_high": round(found.ambulance + EIGHTY_PER_CENT * ambulance),
        "gained_seconds": round(gained),
        "gained_low": round(gained - both),
        "gained_high": round(gained + both),
        "p_first": round(found.first, 3),
    }


def nobody_why(looked: list[Found]) -> str:
    """The sentence that any room may read when nobody could be asked."""
    if not looked:
        return "No unit of the scheme is on."
    blockers = [Gate(found.failed & -found.failed) for found in looked if found.failed]
    near = sum(gate in (Gate.GAIN, Gate.FIRST) for gate in blockers)
    parts = [(len(looked) - len(blockers), "asked already")]
    parts += [(near, "no sooner than the ambulance"), (len(blockers) - near, "not available")]
    said = ", ".join(f"{count} {words}" for count, words in parts if count)
    return f"{len(looked)} unit{'s' if len(looked) != 1 else ''} looked at: {said}."
