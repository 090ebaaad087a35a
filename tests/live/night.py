"""A random night at two server processes, either of which may die at any moment."""

from __future__ import annotations

import logging
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from tests.live.commands import Command, Drawer
from tests.live.conftest import Force
from tests.live.people import PATIENCE, Follower, Person
from tests.live.replay import Picture
from tests.live.watcher import Watcher

ANSWERS = {200, 201, 403, 404, 409, 422}


@dataclass
class Sent:
    """A command at one server, and what came back; no answer when the server died."""

    command: Command
    server: int
    answer: httpx.Response | None = None

    def __str__(self) -> str:
        said = self.answer.status_code if self.answer is not None else "no answer"
        return f"[{self.server}] {self.command} -> {said}"


@dataclass
class Night:
    """Rounds of commands, several at once, and what must hold after each."""

    force: Force
    watcher: Watcher
    orders: Path
    seed: int
    told: list[str] = field(default_factory=list)
    deaths: int = 0
    doubled: int = 0

    def __post_init__(self) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self.random = random.Random(self.seed)
        self.drawer = Drawer(
            self.random, self.force.seeded["units"], tuple(self.force.seeded["patient"])
        )
        self._people: dict[tuple[str, int], Person] = {}
        self.answered: list[Sent] = []
        self.screens = {
            who: self.person(who, index % 2).follow()
            for index, who in enumerate(self.force.seeded["sessions"])
            if Permission.FOLLOW_LIVE in ROLE_PERMISSIONS[_role(who)]
        }

    def person(self, who: str, server: int) -> Person:
        key = who, server
        if key not in self._people:
            self._people[key] = self.force.person(who, server)
        return self._people[key]

    # --- a round ---------------------------------------------------------------------------------

    def round(self) -> None:
        """Some commands at once through both processes; perhaps one of them dies meanwhile."""
        desk = Picture(self.person("ambulance-control", self._living()).get("snapshot"))
        self._order_a_death()
        sent = []
        for _ in range(self.random.choice([1, 2, 2, 3])):
            command = self.drawer.one(desk)
            first = self.random.randrange(2)
            sent.append(Sent(command, first))
            if command.counts_once and self.random.random() < 0.4:
                sent.append(Sent(command, 1 - first))
        if self.answered and self.random.random() < 0.3:
            old = self.random.choice(self.answered)
            sent.append(Sent(_kept_longer(old.command), self.random.randrange(2)))
        if self.random.random() < 0.15:
            self.watcher.does("hurry")
        self._at_once(sent)
        self._bury()
        self._hear(sent)
        self.watcher.does("promises")

    def _at_once(self, sent: list[Sent]) -> None:
        gate = threading.Barrier(len(sent))

        def send(one: Sent, person: Person) -> None:
            gate.wait()
            try:
                one.answer = person.http.post(one.command.path, json=one.command.body)
            except httpx.TransportError:
                one.answer = None

        people = [self.person(one.command.who, one.server) for one in sent]
        threads = [
            threading.Thread(target=send, args=(one, person))
            for one, person in zip(sent, people, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _hear(self, sent: list[Sent]) -> None:
        """Who got no answer sends again, as a phone does; the same press has the same answer."""
        for one in sent:
            if one.answer is None:
                self.told.append(str(one))
                one.server = self._living()
                self._at_once([one])
            self.told.append(str(one))
            assert one.answer is not None, f"no answer from a process that lives: {one}"
            assert one.answer.status_code in ANSWERS, f"{one}: {one.answer.text}"
            if one.command.counts_once and one.answer.status_code in (200, 409):
                self._same_as_before(one)

    def _same_as_before(self, one: Sent) -> None:
        press = one.command.body["press_id"]
        for before in self.answered:
            if before.command.body["press_id"] == press and before.answer and one.answer:
                self.doubled += 1
                said = before.answer.status_code, before.answer.json()
                again = one.answer.status_code, one.answer.json()
                assert again == said, f"answered twice, and not alike: {one}: {said} {again}"
                return
        self.answered.append(one)

    # --- death -----------------------------------------------------------------------------------

    def _order_a_death(self) -> None:
        """Now and then one of the two is to die: at a write, or at whatever it does just then."""
        if self.random.random() > 0.25:
            return
        server = self.random.randrange(2)
        at = self.random.choice([1, 2, 3, 4, 5, 7])
        moment = self.random.uniform(0, 0.15)
        if self.random.random() < 0.75:
            (self.orders / f"die-{self.force.servers.pid(server)}").write_text(str(at))
        else:
            threading.Timer(moment, self.force.servers.kill, [server]).start()

    def _bury(self) -> None:
        """Start again what has died; the other has served everybody meanwhile."""
        time.sleep(0.2)  # a death that was timed, and the last breath of a process
        for order in self.orders.iterdir():
            order.unlink()
        for server in range(2):
            if self.force.servers.pid(server) is None:
                self.deaths += 1
                self.told.append(f"[{server}] died")
                self.force.servers.restart(server)

    def _living(self) -> int:
        living = [server for server in range(2) if self.force.servers.pid(server) is not None]
        return self.random.choice(living)

    # --- what must hold --------------------------------------------------------------------------

    def every_screen_is_right(self) -> None:
        """For every role, snapshot + events = fresh snapshot, across deaths of its process."""
        for who, screen in self.screens.items():
            if screen.ended.is_set():
                screen = self.screens[who] = self._comes_back(who, screen)
            wrong = screen.wrong()
            assert wrong == [], (who, wrong)

    def _comes_back(self, who: str, screen: Follower) -> Follower:
        """With what it had, at any process; with a fresh picture only when it was told so."""
        person = self.person(who, self.random.randrange(2))
        was_reset = bool(screen.events) and screen.events[-1][0] == "reset"
        return person.follow(None if was_reset else screen.picture)

    def ends(self) -> None:
        """Everything is closed, every timer has had its time, and the books are right."""
        desk = Picture(self.person("ambulance-control", 0).get("snapshot"))
        for call in desk.of("call"):
            for press in ("hold_off", "stand_down", "close"):
                self._hear_all(self.drawer._of_call(call["id"], press))
        self.watcher.does("promises")
        self.watcher.does("hurry all")
        deadline = time.monotonic() + PATIENCE
        while self.watcher.does("due"):
            assert time.monotonic() < deadline, "a timer that is due was never fired"
            time.sleep(0.1)
        self.watcher.does("promises")
        self.watcher.does("one step a press")
        self.watcher.does("journal")
        self.every_screen_is_right()
        for server in range(2):
            assert "Traceback" not in self.force.servers.log(server), self.force.servers.log(server)

    def _hear_all(self, command: Command) -> None:
        sent = [Sent(command, server) for server in range(2)]
        self._at_once(sent)
        self._hear(sent)


def _role(who: str) -> Role:
    return Role(who) if who in set(Role) else Role.CO_RESPONDER


def _kept_longer(command: Command) -> Command:
    """What a phone sends again: the same, but it has kept it for longer by now."""
    if "ago_ms" not in command.body:
        return command
    later = command.body["ago_ms"] + 30_000
    return Command(command.who, command.path, command.body | {"ago_ms": later})
