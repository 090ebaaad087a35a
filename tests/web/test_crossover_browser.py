"""Hazards and support in a real browser: decided, answered, reached; nothing that axe objects to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.live.people import CSRF
from tests.web.desks import ANSWERS, NARROW, PATIENCE_MS, WIDE, OpenDesk, all_quiet
from tests.web.desks import desk as desk
from tests.web.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = [WIDE, NARROW]
THEMES = ["light", "dark"]


class Sheet:
    """A page of one person that is not live."""

    def __init__(
        self, browser: Browser, force: Any, who: str, theme: str, size: tuple[int, int]
    ) -> None:
        url = force.servers.urls[0]
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]}
        )
        kept = {"sessionid": force.seeded["sessions"][who], "theme": theme, "csrftoken": CSRF}
        self.context.add_cookies(
            [{"name": name, "value": value, "url": url} for name, value in kept.items()]
        )
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.errors.append(message.text)
                if message.type == "error" and not message.text.startswith(ANSWERS)
                else None
            ),
        )
        self.page.goto(f"{url}/support")
        expect(self.page.locator("h1")).to_have_text("Support", timeout=PATIENCE_MS)

    def shows(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)

    def press(self, name: str) -> None:
        self.page.locator("button").filter(has_text=name).first.click(timeout=PATIENCE_MS)

    def faults(self) -> list[str]:
        found = Axe().run(self.page).response["violations"]
        wrong = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return wrong + self.errors + ([f"{wide} px too wide"] if wide > 0 else [])


def assaulted(force: Any, label: str) -> None:
    lat, lon = force.seeded["patient"]
    force.person("CW12").post(
        "safety/records",
        draft_id=str(uuid4()),
        what=["spit", "kick"],
        where={"kind": "place", "label": label, "lat": lat, "lon": lon},
        in_a_home=True,
    )


def looked_at(page: Page, name: str) -> None:
    """A picture for whoever asks for one, beside the test's own temporary files."""
    folder = os.environ.get("OUTRIDER_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_hazards_read_well_in_every_state(
    force: Any, desk: OpenDesk, theme: str, size: tuple[int, int]
) -> None:
    assaulted(force, f"Flat 4, 12 Mill Lane ({theme} {size[0]})")
    supervisor = force.person("supervisor")
    proposed = [one for one in supervisor.get("hazards")["hazards"] if one["state"] == "proposed"]
    if len(proposed) > 1:
        supervisor.press(
            f"hazards/{proposed[0]['id']}/press", press="turn-down", reason="They have moved away"
        )
    page = desk("inspector", "/hazards", theme, size)
    page.shows("h2", "To decide")
    page.page.locator("summary").click()
    assert page.faults() == []
    looked_at(page.page, f"hazards-{theme}-{size[0]}")
    page.press("Confirm", ".hzs .acts")
    page.shows("dialog", "Ambulance control reads")
    page.page.fill("#radius", "5")
    page.press("Confirm: crews hold off here", "dialog")
    page.shows("dialog", "Use 25 to 500 metres")
    assert page.faults() == []
    looked_at(page.page, f"hazards-dialog-{theme}-{size[0]}")


@pytest.mark.feature("C12")
def test_a_hazard_goes_through_its_life_on_two_screens(force: Any, desk: OpenDesk) -> None:
    for one in force.person("supervisor").get("hazards?state=proposed")["hazards"]:
        force.person("supervisor").press(
            f"hazards/{one['id']}/press", press="turn-down", reason="Before this test"
        )
    all_quiet(force)
    sergeant = desk("duty-sergeant", "/hazards")
    sergeant.shows(".empty", "Nothing to decide")
    assaulted(force, "The Old Dairy")
    sergeant.shows(".hz", "The Old Dairy")
    control = desk("ambulance-control", "/console")
    call = force.call()
    control.open_call(call)
    control.lacks(".gate", "Hold off")
    sergeant.press("Confirm", ".hzs .acts")
    sergeant.page.fill("#reason", "Two men with a dog")
    sergeant.press("Confirm: crews hold off here", "dialog")
    sergeant.lacks("dialog")
    sergeant.shows(".hz", "Two men with a dog")
    # the ambulance desk's screen follows, and never reads why
    control.shows(".gate", "Hold off")
    control.shows(".gate", "the reason stays with them")
    assert "Two men" not in control.page.content()
    assert "Violence" not in control.page.content()
    force.asked(call, "CW12")
    police = desk("police-control", "/console")
    police.open_call(call)
    police.shows(".gate", "Two men with a dog")
    assert police.faults() == []
    board = desk("duty-sergeant", "/board", beside=sergeant)
    board.shows(".ask", "Two men with a dog")
    assert board.faults() == []
    sergeant.page.get_by_role("button", name=re.compile("^End")).click()
    sergeant.press("End it", "dialog")
    sergeant.shows("dialog", "Say why in a few words")
    sergeant.page.fill("#reason", "They have moved away")
    sergeant.press("End it", "dialog")
    sergeant.lacks(".hz", "The Old Dairy")
    sergeant.page.locator("summary").click()
    sergeant.shows(".hz-over li", "They have moved away")
    assert sergeant.faults() == []
    # whoever holds off stays there until a person lifts it
    control.shows(".gate", "Hold off")


@pytest.mark.feature("C25")
@pytest.mark.parametrize(
    ("who", "theme", "size"),
    [
        ("CW07", "light", WIDE),
        ("CW21", "dark", WIDE),
        ("FR01", "light", NARROW),
        ("CR01", "dark", NARROW),
    ],
)
def test_support_is_answered_by_the_officer_and_reached_by_health(
    force: Any, browser: Browser, who: str, theme: str, size: tuple[int, int]
) -> None:
    officer = Sheet(browser, force, who, theme, size)
    officer.shows("Nothing is offered just now.")
    officer.press("That was too much")
    officer.shows("You said yes: they will be in touch")
    assert officer.faults() == []
    officer.press("Take it back")
    officer.shows("You said no")
    officer.press("I would like it after all")
    officer.shows("You said later.")
    officer.press("Yes, please")
    officer.page.locator(".field input").fill("Text me, after 14:00")
    officer.page.locator(".tick input").check()
    assert officer.faults() == []
    looked_at(officer.page, f"support-yes-{theme}-{size[0]}")
    officer.press("Send my yes")
    officer.shows("“Text me, after 14:00”")
    officer.page.reload()
    officer.shows("“Text me, after 14:00”")
    assert officer.faults() == []
    looked_at(officer.page, f"support-{theme}-{size[0]}")
    health = Sheet(browser, force, "occupational-health", theme, size)
    health.shows("They said that it was too much")
    assert health.faults() == []
    looked_at(health.page, f"support-health-{theme}-{size[0]}")
    health.press("I have been in touch")
    health.shows("Nobody waits for a call.")
    assert health.faults() == []
    for sheet in (officer, health):
        sheet.context.close()


def test_without_a_connection_nothing_is_lost_and_the_page_says_so(
    force: Any, browser: Browser
) -> None:
    officer = Sheet(browser, force, "CW15", "light", NARROW)
    officer.shows("Nothing is offered just now.")
    officer.context.set_offline(True)
    officer.shows("No connection.")
    officer.press("That was too much")
    officer.shows("No answer from the server")
    officer.context.set_offline(False)
    officer.press("Close")
    officer.press("That was too much")
    officer.shows("You said yes: they will be in touch")
    assert officer.faults() == []
    officer.context.close()


@pytest.mark.feature("C34")
def test_after_a_job_the_phone_asks_once_whether_it_was_too_much(
    force: Any, phone: Callable[..., Phone]
) -> None:
    all_quiet(force)
    call = force.call()
    mission = force.asked(call, "CW15")
    control = force.person("police-control")
    control.press(f"missions/{mission}/press", press="agree")
    for step in ("accept", "mobile", "at_scene", "with_patient", "handover", "clear"):
        more = {"atmist": {"age": "Adult"}} if step == "handover" else {}
        control.press(f"missions/{mission}/press", press=step, by_radio=True, **more)
    crew = phone("CW15")
    crew.shows("After call")
    looked_at(crew.page, "phone-after")
    assert crew.faults() == []
    health = force.person("occupational-health")
    for waits in health.get("support")[
        "accepted"
    ]:  # a call that is still to come takes the press in
        health.post(f"support/{waits['id']}/reached")
    crew.signal(False)
    crew.press("Too much")
    crew.shows("Kept on this phone.")
    before = len(health.get("support")["accepted"])
    crew.signal(True)
    expect(crew.page.get_by_text("Asked for: occupational health rings you.")).to_be_visible(
        timeout=PATIENCE_MS
    )
    assert len(health.get("support")["accepted"]) == before + 1
    assert crew.faults() == []
    crew.press("Close")
    expect(crew.page.get_by_text("After call")).to_have_count(0, timeout=PATIENCE_MS)
    crew.open()
    crew.shows("You can be asked")
    expect(crew.page.get_by_text("After call")).to_have_count(0)
