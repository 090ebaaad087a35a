"""An officer's phone: a real browser with a profile of its own, at the size of a phone."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
    Playwright,
    TimeoutError,
    ViewportSize,
    expect,
)

from tests.live.people import CSRF

SIZE: ViewportSize = {"width": 360, "height": 780}
PATIENCE_MS = 20_000
SMALLEST_TARGET = 48

_TARGETS = """() => [...document.querySelectorAll("button, a, input, select")]
  .filter((one) => !one.closest(".map-box"))
  .map((one) => ({ box: one.getBoundingClientRect(), text: one.outerHTML.slice(0, 90) }))
  .filter(({ box }) => box.width > 0 && (box.width < SMALLEST || box.height < SMALLEST))
  .map(({ text }) => text)""".replace("SMALLEST", str(SMALLEST_TARGET - 0.5))
_OVERFLOW = """() => {
  const main = document.querySelector("#main");
  return Math.max(main.scrollHeight - main.clientHeight,
    document.documentElement.scrollWidth - innerWidth);
}"""


class Phone:
    """What a crew does with it, in words."""

    def __init__(
        self,
        playwright: Playwright,
        launch: dict[str, Any],
        force: Any,
        call_sign: str,
        folder: Path,
        theme: Literal["dark", "light"],
    ) -> None:
        self._playwright, self._launch, self._folder = playwright, launch, folder
        self.url = force.servers.urls[0]
        self.theme = theme
        self.errors: list[str] = []
        self._context: BrowserContext | None = None
        self.page: Page
        self.start()
        self.sign_in(force.seeded["sessions"][call_sign])
        self.open()
        expect(self.page.get_by_text("Live", exact=False).first).to_be_visible(timeout=PATIENCE_MS)
        self.ready_without_signal()
        self.past_ended_jobs()

    def past_ended_jobs(self) -> None:
        """Ends of an earlier phone of this crew. One leaves the screen when it is kept, not before."""
        while self.button("Understood").is_visible():
            with suppress(TimeoutError):  # it may leave under the finger
                self.button("Understood").click(timeout=2_000)

    @property
    def context(self) -> BrowserContext:
        assert self._context is not None
        return self._context

    def start(self, offline: bool = False) -> None:
        """Switch the phone on, with whatever its profile holds."""
        self._context = self._playwright.chromium.launch_persistent_context(
            str(self._folder),
            **self._launch,
            viewport=SIZE,
            color_scheme=self.theme,
            locale="en-GB",
            timezone_id="Europe/London",
            geolocation={"latitude": 50.69, "longitude": -1.3},
            permissions=["geolocation"],
        )
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.set_offline(offline)
        self.page = self._context.pages[0]
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(f"localStorage.setItem('outrider-phone-theme', '{self.theme}')")

    def sign_in(self, session: str) -> None:
        """As the sign-in page does: cookies that outlive the browser."""
        cookies = {"sessionid": session, "csrftoken": CSRF}
        until = time.time() + 3600
        self.context.add_cookies(
            [
                {"name": name, "value": value, "url": self.url, "expires": until}
                for name, value in cookies.items()
            ]
        )

    def sign_out_elsewhere(self) -> None:
        """The session has ended; the phone does not know yet."""
        self.context.clear_cookies(name="sessionid")

    def kill(self) -> None:
        """The browser is gone; its profile stays."""
        if self._context is not None:
            self._context.close()
            self._context = None

    def open(self) -> None:
        self.page.goto(f"{self.url}/phone")

    def ready_without_signal(self) -> None:
        """Returns when the service worker holds the whole app."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def signal(self, on: bool) -> None:
        self.context.set_offline(not on)

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact).first

    def press(self, *names: str) -> None:
        for name in names:
            self.button(name).click()

    def close_sheet(self) -> None:
        self.page.keyboard.press("Escape")

    def shows(self, text: str) -> None:
        expect(self.page.get_by_text(text, exact=False).first).to_be_visible(timeout=PATIENCE_MS)

    def offers(self, name: str) -> None:
        """There is a button of this name to press."""
        expect(self.button(name)).to_be_visible(timeout=PATIENCE_MS)

    def kept_list(self) -> list[str]:
        """Each line of the list of kept and sent, newest first."""
        self.page.locator(".sb .link").click()
        expect(self.page.locator(".kept .st")).to_be_visible()
        return [line.replace("\n", " ") for line in self.page.locator(".q li").all_inner_texts()]

    def faults(self) -> list[str]:
        """What is wrong with the screen as it stands: axe, small targets, scrolling, errors."""
        found = Axe().run(self.page).response["violations"]
        told = [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
        told += [f"small target: {text}" for text in self.page.evaluate(_TARGETS)]
        if self.page.evaluate(_OVERFLOW) > 1:
            told.append("the screen scrolls")
        return told + self.errors
