"""What everybody does on one past call: commands in order, which the rules then judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from outrider.demo.config import Rates
from outrider.demo.past.calls import PastCall
from outrider.demo.past.search import Found
from outrider.demo.seeds import made_id
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.mission import REASONS, AmbulanceState, Press, TimerKind
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.rules import Outcome

AMBULANCE: Final = "ambulance-dispatcher"
POLICE: Final = "police-control"
FIRE: Final = "fire-control"
CREW: Final = "ambulance-crew"
SYSTEM: Final = "system"
SENDS: Final = frozenset({Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK, Outcome.HOLD_OFF})


@dataclass(frozen=True, slots=True)
class Step:
    """One command at its moment. `actor` is a key of the cast, "system", or "unit:<call sign>"."""

    at: datetime
    actor: str
    command: c.Command
    found: Found | None = None  # the search that an `Ask` rests on


@dataclass
class Scene:
    """A call while its script is written. Seconds count from the 999 connection."""

    call: PastCall
    arrives: float  # of the ambulance
    allocated: float
    asked: float
    eta: float  # of the ambulance as it was said when it was allocated
    beyond: int  # units too far away to be weighed
    candidates: list[Found]
    random: Random
    rates: Rates
    policy: Policy
    seed: int
    looked: list[Found]  # every unit that was weighed, whether it could be asked or not
    nobody_why: str
    steps: list[Step] = field(default_factory=list)

    def at(self, seconds: float) -> datetime:
        return self.call.connected_at + timedelta(seconds=int(seconds))

    def do(
        self, seconds: float, actor: str, command: c.Command, found: Found | None = None
    ) -> None:
        self.steps.append(Step(self.at(seconds), actor, command, found))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def press(
        self,
        seconds: float,
        actor: str,
        mission: UUID,
        press: Press,
        reason: str = "",
        authority: str = "",
    ) -> None:
        self.do(
            seconds,
            actor,
            c.PressMission(str(mission), press, self.at(seconds), reason, authority),
        )


def write(scene: Scene) -> list[Step]:
    """Every step of the call until it is closed, in order of time."""
    scene.do(scene.allocated, AMBULANCE, c.SetAmbulance(AmbulanceState.ALLOCATED))
    outcome = scene.call.ruled.outcome
    if outcome is Outcome.SEND_AFTER_RISK_CHECK:
        scene.do(scene.allocated + 1, AMBULANCE, c.RiskChecked())
    if outcome in SENDS:
        _search(scene)
    scene.do(scene.arrives, AMBULANCE, c.SetAmbulance(AmbulanceState.ARRIVED))
    # equal times keep the order in which they were written
    return sorted(scene.steps, key=lambda step: step.at)


def _search(scene: Scene) -> None:
    """Ask for the best unit; for the next one when it says no or says nothing."""
    at = scene.asked if scene.candidates else scene.allocated + 2
    for order, found in enumerate(scene.candidates):
        if at > scene.arrives - 30:
            return
        mission = made_id(scene.seed, "mission", scene.call.id, order)
        ask = c.Ask(str(mission), str(found.unit), found.owner, found.needs_release, 0)
        scene.do(at, AMBULANCE if order == 0 else SYSTEM, ask, found)
        went, at = _answer(scene, mission, found, at)
        if went:
            return
        at += 1
    if at < scene.arrives:
        scene.do(at, SYSTEM, c.NobodyLeft())


def _answer(scene: Scene, mission: UUID, found: Found, at: float) -> tuple[bool, float]:
    """The owner's answer, then the crew's: whether somebody went, and when it was known."""
    answers, random = scene.rates.answers, scene.random
    if found.needs_release:
        control = POLICE if found.owner == "police" else FIRE
        if scene.chance(answers["owner_silent"]):
            at += scene.policy.owner_answer
            scene.do(at, SYSTEM, c.TimerFired(TimerKind.OWNER_ANSWER, str(mission)))
            return False, at
        at += random.uniform(6, 36)
        if scene.chance(answers["owner_refuses"]):
            scene.press(
                at, control, mission, Press.REFUSE, _reason(scene, Press.REFUSE, (6, 4, 1, 1))
            )
            return False, at
        scene.press(at, control, mission, Press.AGREE)
    crew = f"unit:{found.call_sign}"
    if scene.chance(answers["crew_silent"]):
        at += scene.policy.offer
        scene.do(at, SYSTEM, c.TimerFired(TimerKind.OFFER, str(mission)))
        return False, at
    at += random.uniform(5, 30)
    if scene.chance(answers["crew_declines"]):
        weights = (5, 2, 2, 2, 1, 1)
        scene.press(at, crew, mission, Press.DECLINE, _reason(scene, Press.DECLINE, weights))
        return False, at
    scene.press(at, crew, mission, Press.ACCEPT)
    return _go(scene, mission, found, crew, at)


def _go(
    scene: Scene, mission: UUID, found: Found, crew: str, accepted: float
) -> tuple[bool, float]:
    answers, random = scene.rates.answers, scene.random
    mobile = accepted + random.uniform(8, 35) + found.turnout * random.uniform(0.7, 1.2)
    reach = mobile + found.drive * random.lognormvariate(0.0, 0.18)
    if mobile > scene.arrives - 30:
        mobile = max(accepted + 2, scene.arrives - 30)
    scene.press(mobile, crew, mission, Press.MOBILE)
    turn = mobile + (min(reach, scene.arrives) - mobile) * random.uniform(0.3, 0.9)
    if scene.chance(answers["called_back"]) and found.owner == "police":
        scene.press(turn, POLICE, mission, Press.RECALL, _reason(scene, Press.RECALL, (6, 2, 2, 1)))
        return False, turn
    if scene.chance(answers["unable"]):
        scene.press(
            turn, crew, mission, Press.UNABLE, _reason(scene, Press.UNABLE, (2, 3, 3, 1, 1, 1))
        )
        return False, turn
    if scene.chance(answers["stood_down"]):
        why = "not-needed" if scene.chance(0.7) else "call-cancelled"
        scene.press(turn, AMBULANCE, mission, Press.STAND_DOWN, why)
        return True, turn
    if reach > scene.arrives + 120 and scene.chance(0.6):
        scene.press(scene.arrives + 20, AMBULANCE, mission, Press.STAND_DOWN, "ambulance-there")
        return True, reach
    _care(scene, mission, found, crew, reach)
    return True, reach


def _care(scene: Scene, mission: UUID, found: Found, crew: str, reach: float) -> None:
    random = scene.random
    scene.press(reach, crew, mission, Press.AT_SCENE)
    patient = reach + random.uniform(25, 110)
    scene.press(patient, crew, mission, Press.WITH_PATIENT)
    both = max(patient, scene.arrives)
    if found.owner == "police" and scene.chance(scene.rates.harms["care_abandoned"]):
        reason = _reason(scene, Press.ABANDON_CARE, (2, 1, 1))
        left = patient + random.uniform(60, 240)
        scene.press(left, POLICE, mission, Press.ABANDON_CARE, reason, "Insp Vale")
        return
    handover = both + random.uniform(60, 420)
    scene.press(handover, crew, mission, Press.HANDOVER)
    read = handover + random.uniform(15, 60)
    scene.press(read, CREW, mission, Press.ACKNOWLEDGE)
    stay = random.gammavariate(3.0, scene.rates.answers["care_minutes"] * 60 / 3)
    scene.press(read + 30 + stay, crew, mission, Press.CLEAR)


def _reason(scene: Scene, press: Press, weights: tuple[int, ...]) -> str:
    return scene.random.choices(list(REASONS[press]), weights)[0]
