"""The last minutes before the force's moment: stand-ins, and records that were taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.demo.safety.casting import Casting
from outrider.demo.safety.people import Person
from outrider.demo.safety.play import Played, settle, take
from outrider.demo.safety.rota import Rota
from outrider.demo.safety.scene import Step
from outrider.demo.seeds import made_id, stream
from outrider.domain.access import Role, Viewer
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import Status, TaskState
from outrider.safety.inputs import CasePressIn
from outrider.safety.services.clock import AHEAD
from outrider.safety.services.pressing import press_case

JUST_NOW: Final = timedelta(minutes=6)
TAKEN_BACK: Final = 0.006  # of all records; assumed


def stand_in(played: Played, casting: Casting, rota: Rota, anchor: datetime) -> None:
    """What is due soon and whose owner is off duty is held by somebody who is on."""
    at = anchor - JUST_NOW
    for task in played.state.waiting:
        if task.due_at is None or task.due_at > at + AHEAD or task.owner is None:
            continue
        holder = _holder(played, casting, rota, task, at)
        if holder is not None:
            take(played, Step(at, "system", c.StandIn(task.key, str(holder.id))))
    settle(played)


def _holder(
    played: Played, casting: Casting, rota: Rota, task: TaskState, at: datetime
) -> Person | None:
    victim = played.scene.victim
    able = casting.stand_ins(victim.station)
    owner = casting.by_id[task.owner] if task.owner else None
    if owner is None or not rota.spells[owner.number] or rota.on_duty(owner, at):
        return None
    return next((one for one in able if rota.on_duty(one, at) and one not in (victim, owner)), None)


def withdraw_some(seed: int, cases: list[Played], anchor: datetime) -> None:
    """A few officers took their record back. Through the service: what it erases is erased."""
    random = stream(seed, "safety-withdrawn")
    able = [p for p in cases if p.state.status is not Status.AWAITING and not p.scene.victim.key]
    for played in random.sample(able, round(TAKEN_BACK * len(able))):
        by = Viewer(
            user_id=0,
            pseudonym=str(played.rows.case.alias),
            name="",
            role=Role.OFFICER,
            officer_id=str(played.scene.victim.id),
        )
        press = made_id(seed, "withdrawal", played.rows.case.pk)
        at = anchor - timedelta(minutes=random.randint(10, 60))
        message = CasePressIn(press_id=press, press="withdraw", parts={})
        press_case(case_id=played.rows.case.pk, message=message, by=by, now=at)
