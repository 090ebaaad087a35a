"""Control rooms and boards in a real browser, signed in by a session of the seeded force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

PATIENCE_MS = 20_000
WIDE = (1440, 900)
NARROW = (360, 780)
# What a browser writes when the server says no; the page shows it in words, and that is tested.
ANSWERS = "Failed to load resource"


class Desk:
    """One page of one person."""

    def __init__(self, context: BrowserContext, url: str, path: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._heard)
        self.page.goto(f"{url}{path}")
        expect(self.page.locator(".live")).to_contain_text("Live", timeout=PATIENCE_MS)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWERS):
            self.errors.append(message.text)

    def key(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def find(self, selector: str, text: str = "") -> Locator:
        found = self.page.locator(selector)
        return found.filter(has_text=text).first if text else found.first

    def shows(self, selector: str, text: str = "") -> None:
        expect(self.find(selector, text)).to_be_visible(timeout=PATIENCE_MS)

    def lacks(self, selector: str, text: str = "") -> None:
        expect(self.find(selector, text)).to_have_count(0, timeout=PATIENCE_MS)

    def press(self, name: str, within: str = "body") -> None:
        """The button whose text holds this."""
        button = self.page.locator(f"{within} button").filter(has_text=name).first
        button.click(timeout=PATIENCE_MS)

    def open_call(self, call: str) -> None:
        self.page.evaluate("id => { location.hash = `#call=${id}` }", call)
        expect(self.page.locator(f"a[href='#call={call}'][aria-current]")).to_be_visible(
            timeout=PATIENCE_MS
        )

    def by_radio(self, step: str) -> None:
        """Record a step for the unit, as told by radio."""
        self.press(step, ".radio-acts")
        self.shows("dialog", "Told by radio")
        self.page.locator("dialog .acts .btn").first.click()
        self.lacks("dialog")

    def faults(self) -> list[str]:
        """What axe finds, what the console says, and sideways scroll."""
        found = Axe().run(self.page).response["violations"]
        wrong = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wrong + self.errors + ([f"{wide} px too wide"] if wide > 0 else [])


OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(force: Any, browser: Browser) -> Iterator[OpenDesk]:
    """Opens a page: `desk("ambulance-control", "/console")`; `beside=` shares that one's browser."""
    made: list[BrowserContext] = []

    def make(
        who: str,
        path: str = "/console",
        theme: str = "dark",
        size: tuple[int, int] = WIDE,
        beside: Desk | None = None,
    ) -> Desk:
        url = force.servers.urls[0]
        if beside is not None:
            return Desk(beside.context, url, path)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        made.append(context)
        session = force.seeded["sessions"][who]
        context.add_cookies(
            [
                {"name": "sessionid", "value": session, "url": url},
                {"name": "theme", "value": theme, "url": url},
            ]
        )
        return Desk(context, url, path)

    yield make
    for context in made:
        context.close()


def fresh_positions(force: Any) -> None:
    """Every unit is heard again where it is, a few metres on, so that no fix is old or stuck."""
    control = force.person("police-control")
    now = datetime.now(UTC)
    fixes = [
        {
            "call_sign": fix["call_sign"],
            "lat": fix["lat"] + now.microsecond / 1e11,
            "lon": fix["lon"],
            "fixed_at": now.isoformat(),
        }
        for fix in control.get("snapshot")["fixes"]
        if fix["unit_id"]
    ]
    control.post("positions", fixes=fixes)


def state_of(force: Any, kind: str, key: str) -> dict[str, Any]:
    """An entity as ambulance control's snapshot has it."""
    entities = force.person("ambulance-control").get("snapshot")["entities"]
    return next(one for one in entities if one["type"] == kind and one["id"] == key)


def all_quiet(force: Any) -> None:
    """Every call is over and every unit is free, on patrol and freshly heard."""
    ambulance, police = force.person("ambulance-control"), force.person("police-control")

    def press(path: str, **body: Any) -> None:
        # what the present state refuses is not wanted
        ambulance.http.post(path, json={"press_id": str(uuid4())} | body)

    entities = ambulance.get("snapshot")["entities"]
    calls = [one for one in entities if one["type"] == "call" and one["status"] == "open"]
    for call in calls:
        press(f"calls/{call['id']}/press", press="stand_down", reason="not-needed")
    for mission in (one for one in entities if one["type"] == "mission"):
        if not mission["times"]["ended"]:
            path = f"missions/{mission['id']}/press"
            press(path, press="handover", by_radio=True, atmist={"age": "Adult"})
            press(path, press="clear", by_radio=True)
    for call in calls:
        press(f"calls/{call['id']}/press", press="close", reason="not-needed")
    for unit in police.get("snapshot")["entities"]:
        if unit["type"] == "unit" and unit.get("state", {}).get("code", 2) != 2:
            police.press(f"units/{unit['id']}/state", code=2)
    fresh_positions(force)
