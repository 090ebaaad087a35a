"""Random commands as people send them: drawn from a seed and from what the desks see just now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from outrider.domain.coresponse.mission import REASONS, TRANSITIONS, Phase, Press
from tests.live.people import new_call
from tests.live.replay import Picture

UNITS = ("CW12", "CW07", "CW21", "CW15", "FR01", "CR01")
POLICE_UNITS = UNITS[:4]
DESKS = {"police": "police-control", "fire": "fire-control", "ambulance": "ambulance-control"}
NEXT = {
    Phase.ASKING_OWNER: Press.AGREE,
    Phase.OFFERED: Press.ACCEPT,
    Phase.ACCEPTED: Press.MOBILE,
    Phase.MOBILE: Press.AT_SCENE,
    Phase.AT_SCENE: Press.WITH_PATIENT,
    Phase.WITH_PATIENT: Press.HANDOVER,
    Phase.HANDOVER: Press.CLEAR,
}
# What nobody presses: timers, police states, and an emergency press.
NOBODYS = {
    Press.NO_ANSWER,
    Press.STATE_FORBIDS,
    Press.EMERGENCY,
    Press.ABANDON_CARE,
    Press.HOLD_OFF,
    Press.LIFT_HOLD_OFF,
}


@dataclass(frozen=True)
class Command:
    """One message of one person. What has a press id counts once, however often it is sent."""

    who: str
    path: str
    body: dict[str, Any]

    @property
    def counts_once(self) -> bool:
        return "press_id" in self.body

    def __str__(self) -> str:
        return f"{self.who}: {self.path} {self.body}"


class Drawer:
    """Draws commands."""

    def __init__(self, random: Random, units: dict[str, str], patient: tuple[float, float]) -> None:
        self.random = random
        self.units = units
        self.patient = patient

    def one(self, desk: Picture) -> Command:
        """Mostly what would come next; else anything that anybody could think of."""
        if self.random.random() < 0.6:
            return self.next_thing(desk)
        drawn = self.random.choice(
            [
                self.step, self.step, self.step, self.ask, self.ask, self.ambulance,
                self.of_call, self.state, self.book, self.pause, self.come_across, self.positions,
            ]
        )  # fmt: skip
        return drawn(desk)

    def next_thing(self, desk: Picture) -> Command:
        live = [one for one in desk.of("mission") if not Phase(one["phase"]).ended]
        calls = [one for one in desk.of("call") if one["status"] != "closed"]
        if live and self.random.random() < 0.8:
            mission = self.random.choice(live)
            press = NEXT.get(Phase(mission["phase"]))
            if press is None:
                return self._of_call(mission["call_id"], "lift_hold_off")
            return self._step(mission, press, by_radio=False)
        if len(calls) < 2:
            return self.call()
        call = self.random.choice(calls)
        if (call["ambulance"] or {}).get("state") not in ("allocated", "arrived"):
            return self._ambulance(call["id"], "allocated")
        return self._ask(call["id"], self.random.choice(UNITS))

    # --- a draw of each kind ---------------------------------------------------------------------

    def call(self) -> Command:
        complaint, category = self.random.choice(
            [("cardiac-arrest", "C1"), ("stroke", "C2"), ("overdose", "C2")]
        )
        body = new_call(self.patient, complaint=complaint, category=category)
        return Command("ambulance-control", "calls", body | {"sender_id": self.id()})

    def ambulance(self, desk: Picture) -> Command:
        states = ["allocated", "allocated", "cancelled", "diverted", "arrived"]
        return self._ambulance(self._call_of(desk), self.random.choice(states))

    def ask(self, desk: Picture) -> Command:
        return self._ask(self._call_of(desk), self.random.choice(UNITS))

    def step(self, desk: Picture) -> Command:
        missions = desk.of("mission")
        if not missions:
            return self.call()
        mission = self.random.choice(missions)
        fits = [
            press
            for press, transition in TRANSITIONS.items()
            if Phase(mission["phase"]) in transition.sources and press not in NOBODYS
        ]
        anything = [press for press in Press if press not in NOBODYS]
        press = self.random.choice(fits if fits and self.random.random() < 0.8 else anything)
        return self._step(mission, press, by_radio=self.random.random() < 0.3)

    def of_call(self, desk: Picture) -> Command:
        presses = ["risk_checked", "hold_off", "lift_hold_off", "stand_down", "close"]
        return self._of_call(self._call_of(desk), self.random.choice(presses))

    def state(self, desk: Picture) -> Command:
        code = self.random.choice([2, 2, 2, 4, 5, 6, 8, 0, 10])
        path = f"units/{self.units[self.random.choice(POLICE_UNITS)]}/state"
        return Command("police-control", path, self._pressed(code=code))

    def book(self, desk: Picture) -> Command:
        sign = self.random.choice(UNITS)
        on = self.random.random() < 0.8
        side = self.random.choice(["owner", "ambulance"])
        return Command(sign, f"units/{self.units[sign]}/book", self._pressed(side=side, on=on))

    def pause(self, desk: Picture) -> Command:
        on = self.random.random() < 0.2
        return Command("duty-sergeant", "schemes/police-special/pause", self._pressed(on=on))

    def come_across(self, desk: Picture) -> Command:
        place = {"lat": self.patient[0], "lon": self.patient[1]}
        body = self._pressed(complaint="cardiac-arrest", place=place)
        return Command(self.random.choice(UNITS), "come-across", body)

    def positions(self, desk: Picture) -> Command:
        fixed_at = datetime.now(UTC).isoformat()
        fixes = [
            {
                "call_sign": sign,
                "lat": self.patient[0] + self.random.uniform(-0.02, 0.02),
                "lon": self.patient[1] + self.random.uniform(-0.02, 0.02),
                "fixed_at": fixed_at,
            }
            for sign in self.random.sample(UNITS, 3)
        ]
        return Command("police-control", "positions", {"fixes": fixes})

    # --- messages --------------------------------------------------------------------------------

    def id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def _pressed(self, **body: Any) -> dict[str, Any]:
        late = self.random.choice([None, None, 0.0, 4_000.0, 240_000.0])
        ago = {} if late is None else {"ago_ms": late, "device": "phone-7"}
        return {"press_id": self.id()} | ago | body

    def _call_of(self, desk: Picture) -> str:
        calls = desk.of("call")
        return self.random.choice(calls)["id"] if calls else self.id()

    def _ambulance(self, call: str, state: str) -> Command:
        eta = self.random.choice([60, 400, 840, 1500])
        body = {"state": state, "call_sign": "A214", "eta_seconds": eta}
        return Command("ambulance-control", f"calls/{call}/ambulance", body)

    def _ask(self, call: str, sign: str) -> Command:
        body = self._pressed(unit_id=self.units[sign], by_radio=self.random.random() < 0.2)
        return Command("ambulance-control", f"calls/{call}/ask", body)

    def _of_call(self, call: str, press: str) -> Command:
        body = self._pressed(press=press, reason="not-needed")
        return Command("ambulance-control", f"calls/{call}/press", body)

    def _step(self, mission: dict[str, Any], press: Press, *, by_radio: bool) -> Command:
        reason = self.random.choice(sorted(REASONS.get(press, {"": ""})))
        body = self._pressed(press=press.value, reason=reason)
        if press is Press.HANDOVER:
            body |= {"atmist": {"age": "60 to 69"}}
        if press is Press.RECALL and self.random.random() < 0.5:
            body |= {"authority": "Insp Okonedo"}
        who = mission["call_sign"]
        if press in (Press.AGREE, Press.REFUSE):
            who = DESKS[mission["owner"]]
        elif press is Press.RECALL:
            who = "inspector"
        elif press in (Press.WITHDRAW, Press.STAND_DOWN, Press.ACKNOWLEDGE):
            who = "ambulance-control"
        elif by_radio:
            who, body = "ambulance-control", body | {"by_radio": True}
        return Command(who, f"missions/{mission['id']}/press", body)
