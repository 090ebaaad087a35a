"""What people do at their screens, in the words of the scheme. Each step waits until it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import expect

from tests.browser.cast import PATIENCE_MS, A, B, Cast, Handset, Room
from tests.support.servers import Servers


@dataclass
class Story:
    """Ambulance control at server A; police control and CW12's phone at server B."""

    cast: Cast
    ambulance: Room = field(init=False)
    police: Room = field(init=False)
    phone: Handset = field(init=False)

    def __post_init__(self) -> None:
        self.ambulance = self.cast.room("Ambulance dispatcher", A).live()
        self.police = self.cast.room("Police control", B).live()
        self.phone = self.cast.phone(B)
        self.avl = self.cast.avl(self.ambulance)

    @property
    def servers(self) -> Servers:
        return self.cast.servers

    @property
    def rooms(self) -> list[Room]:
        return [self.ambulance, self.police]

    # the dispatcher

    def fill_in(self, complaint: str, place: str, found: str) -> None:
        """The form of a new call, with the place as it was heard, and taken from the list."""
        page = self.ambulance.page
        page.select_option("#nc-complaint", complaint)
        page.select_option("#nc-age_band", "60 to 69")
        page.select_option("#nc-sex", "male")
        page.fill("#place", place)
        self.ambulance.shows(".suggestions li", found)
        self.ambulance.key("ArrowDown", "Enter")
        self.ambulance.shows(".found-place", found)

    def receive(self) -> str:
        """Send the form; the id of the call."""
        self.ambulance.press("Receive the call")
        self.ambulance.lacks("dialog")
        chosen = self.ambulance.page.locator("a.call[aria-current]")
        expect(chosen).to_be_visible(timeout=PATIENCE_MS)
        return str(chosen.get_attribute("href")).partition("=")[2]

    def call(self, place: str = "Chale Green", complaint: str = "cardiac-arrest") -> str:
        """A call with an ambulance on its way, chosen at the desk, and everybody's fix fresh."""
        self.avl.round()
        self.ambulance.key("n")
        self.ambulance.shows("dialog", "New call")
        self.fill_in(complaint, place, place)
        call = self.receive()
        self.ambulance.press("Record the ambulance")
        self.ambulance_is("allocated", "A211", 9)
        self.ambulance.shows(".cand", "CW12")
        return call

    def ambulance_is(self, state: str, sign: str = "", minutes: int = 0) -> None:
        """What was told of the ambulance, in the dialog that is open."""
        page = self.ambulance.page
        page.check(f"dialog input[value={state}]")
        if sign:
            page.fill("#amb-sign", sign)
            page.fill("#amb-eta", f"{minutes}")
        page.locator("dialog .btn.main").click()
        self.ambulance.lacks("dialog")

    def ask(self) -> None:
        """The first of the list, by one key."""
        self.ambulance.key("a")
        self.ambulance.shows(".pol", "Police control decides")

    # police control

    def police_agree(self, call: str, sign: str = "CW12") -> None:
        self.police.open_call(call)
        self.police.shows(".pol", f"Police control decides: {sign}")
        self.police.key("y")
        self.police.shows(".pol", f"Offered to the crew of {sign}")

    def police_decline(self, call: str, sign: str) -> None:
        self.police.open_call(call)
        self.police.shows(".pol", f"Police control decides: {sign}")
        self.police.key("n")
        self.police.shows("dialog", "Why?")
        self.police.page.check("dialog input[value=cover]")
        self.police.press("Decline: say why", "dialog .acts")
        self.police.lacks("dialog")

    # the crew

    def goes(self) -> None:
        self.phone.press("Accept")
        self.phone.press("Mobile")
        self.phone.offers("At scene")
        self.confirmed()
        for room in self.rooms:
            room.shows(".pol", "CW12: mobile")

    def confirmed(self) -> None:
        """Control has every press of the phone."""
        expect(self.phone.page.locator(".unsure")).to_have_count(0, timeout=PATIENCE_MS)

    def drawn(self, screen: Room | Handset) -> None:
        """The unit's way to the patient is on this screen's map."""
        expect(screen.page.locator("path.m-route").first).to_be_attached(timeout=PATIENCE_MS)

    # what is known

    def entity(self, kind: str, key: str) -> dict[str, Any]:
        """As ambulance control's snapshot has it; `key` is an id or a call sign."""
        entities = self.avl.get("snapshot")["entities"]
        return next(
            one
            for one in entities
            if one["type"] == kind and key in (one["id"], one.get("call_sign"))
        )

    def timeline(self, room: Room, call: str) -> list[dict[str, Any]]:
        """As this room reads it, oldest first."""
        answer = room.page.request.get(_api(room, f"calls/{call}/timeline"))
        assert answer.ok, answer.text()
        return sorted(json.loads(answer.body()), key=lambda line: int(line["seq"]))

    def journal_holds(self) -> None:
        """Raises when a row was changed."""
        assert "row" in self.servers.manage("journal", "verify")


def _api(room: Room, path: str) -> str:
    return re.sub(r"/console.*", f"/api/v1/{path}", room.page.url)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def now() -> datetime:
    return datetime.now(UTC)
