"""A script run through the real rules: `decide`, `evolve`, rows and journal entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from outrider.coresponse.actors import Actor
from outrider.coresponse.mapping import fill_call, fill_mission, new_mission
from outrider.coresponse.models import Call, Decision, Mission
from outrider.coresponse.services.entries import entry_of
from outrider.demo.past.records import call_row, decision_row, estimate_of, received_entry
from outrider.demo.past.script import Scene, Step
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.decide import decide
from outrider.domain.coresponse.evolve import evolve
from outrider.domain.coresponse.state import CallState
from outrider.journal.new_entry import NewEntry


@dataclass
class Played:
    """What one past call leaves behind."""

    call: Call
    missions: dict[str, Mission] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    entries: list[tuple[datetime, NewEntry]] = field(default_factory=list)
    state: CallState | None = None


def play(scene: Scene, steps: list[Step], actors: dict[str, Actor]) -> Played:
    """Run the steps; each is judged by the rules as if it had come in live."""
    played = Played(call_row(scene))
    state = CallState(id=str(scene.call.id), outcome=scene.call.ruled.outcome)
    received = played.call.received_at
    played.entries.append((received, received_entry(scene, actors)))
    for step in steps:
        state = _step(played, state, scene, step, actors)
    played.state = state
    return played


def _step(
    played: Played, state: CallState, scene: Scene, step: Step, actors: dict[str, Actor]
) -> CallState:
    happened = decide(state, step.command, scene.policy, step.at)
    for event in happened:
        state = evolve(state, event)
        _follow(played, state, event, scene, step)
        entry = entry_of(event, state, actors[step.actor], step.at)
        played.entries.append((step.at, entry))
    if happened:
        fill_call(played.call, state, step.at)
        for mission_id, row in played.missions.items():
            fill_mission(row, state.missions[mission_id])
        if any(isinstance(event, e.NoResponder) for event in happened):
            played.call.no_responder_why = scene.nobody_why
            played.decisions.append(decision_row(scene, step.at, None))
    return state


def _follow(played: Played, state: CallState, event: e.Event, scene: Scene, step: Step) -> None:
    match event:
        case e.MissionOpened():
            row = new_mission(played.call, state.missions[event.mission])
            if step.found is not None:
                row.estimate = estimate_of(step.found)
                played.decisions.append(decision_row(scene, step.at, row))
            played.missions[event.mission] = row
            played.call.no_responder_why = ""
        case e.MissionMoved(press=press) if press.value == "agree":
            played.missions[event.mission].agreed_at = event.effective
        case _:
            pass
