"""An officer's phone with the record on it: killed, cut off, handed to somebody else."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Error, Locator, Page, Playwright, expect

from tests.web.phone import _TARGETS, PATIENCE_MS, SIZE

TAPS = """
window.tapped = [];
window.typed = 0;
addEventListener("click", (event) => event.isTrusted && event.detail > 0
  && tapped.push(event.target.closest("label, button, a")?.innerText ?? "?"), true);
addEventListener("keydown", () => (window.typed += 1), true);
addEventListener("beforeinput", () => (window.typed += 1), true);
"""
"""Every tap that a finger makes and every key, counted by the page itself."""

ON_THE_DISK = """async () => {
  const open = indexedDB.open("outrider-record");
  const db = await new Promise((done, no) => {
    open.onsuccess = () => done(open.result);
    open.onerror = () => no(open.error);
  });
  const all = (store) => new Promise((done) => {
    const asked = db.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const items = await all("items");
  const phone = await all("phone");
  db.close();
  const text = (bytes) => new TextDecoder("latin1").decode(bytes);
  return {
    owners: items.map((row) => row.tag),
    rows: items.map((row) => Object.keys(row).sort()),
    bytes: items.map((row) => text(row.data) + row.id + row.tag).join(" "),
    readable: JSON.stringify(phone.filter((one) => !one?.choices)),
    extractable: phone.flatMap((one) => [one?.part, one?.key]).filter(Boolean)
      .map((key) => key.extractable),
  };
}"""


class Recorder:
    """What an officer does with it, in words."""

    def __init__(
        self,
        playwright: Playwright,
        launch: dict[str, Any],
        url: str,
        folder: Path,
        theme: Literal["dark", "light"] = "dark",
        width: int = SIZE["width"],
    ) -> None:
        self._playwright, self._launch, self.folder = playwright, launch, folder
        self.url, self.theme, self.width = url, theme, width
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._context: BrowserContext | None = None
        self.page: Page

    @property
    def context(self) -> BrowserContext:
        assert self._context is not None
        return self._context

    def start(self, offline: bool = False) -> None:
        self._context = self._playwright.chromium.launch_persistent_context(
            str(self.folder),
            **self._launch,
            viewport={"width": self.width, "height": 780 if self.width < 900 else 900},
            color_scheme=self.theme,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.set_offline(offline)
        self.page = self._context.pages[0]
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.add_init_script(
            f"try {{ localStorage.setItem('outrider-phone-theme', '{self.theme}') }} catch {{}}"
        )
        page.add_init_script(TAPS)

    def sign_in(self, session: str, token: str) -> None:
        """As the sign-in page does: a new session and a new form token."""
        until = time.time() + 36_000
        cookies = {"sessionid": session, "csrftoken": token}
        self.context.add_cookies(
            [
                {"name": name, "value": value, "url": self.url, "expires": until}
                for name, value in cookies.items()
            ]
        )

    def session_ends(self) -> None:
        self.context.clear_cookies(name="sessionid")

    def open(self, path: str = "/phone/record") -> None:
        self.page.goto(f"{self.url}{path}")

    def ready(self) -> None:
        """The app is on the phone, with the key: it opens without signal from now on."""
        expect(self.page.get_by_text("Online").first).to_be_visible(timeout=PATIENCE_MS)
        self.page.evaluate(
            """async () => {
              for (;;) {
                const one = await navigator.serviceWorker.getRegistration("/phone/record");
                if (one?.active?.scriptURL.endsWith("/phone/record/sw.js")) return;
                await new Promise((done) => setTimeout(done, 50));
              }
            }"""
        )

    def signal(self, on: bool) -> None:
        self.context.set_offline(not on)

    def kept(self) -> None:
        """The phone says that the last tap is on its disk."""
        expect(self.page.locator(".kept-mark[data-saving=no]")).to_be_visible(timeout=PATIENCE_MS)

    def kill(self) -> None:
        """The browser gets no chance to put anything away."""
        if self._context is None:
            return
        for pid in _browsers_of(self.folder):
            os.kill(pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        if self._context is not None:
            with contextlib.suppress(Error):  # it was killed
                self._context.close()
            self._context = None

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact).first

    def press(self, *names: str) -> None:
        for name in names:
            self.button(name).click()

    def tap(self, *names: str) -> None:
        """A tile or a choice, as a finger does it."""
        for name in names:
            self.page.locator("fieldset label").filter(has_text=name).first.click()

    def tap_in(self, group: str, name: str) -> None:
        """The same where a name stands in several groups."""
        self.page.get_by_role("group", name=group).locator("label").filter(has_text=name).click()

    def chosen(self, name: str) -> bool:
        label = self.page.locator("fieldset label").filter(has_text=name).first
        return label.locator("input").is_checked()

    def shows(self, text: str) -> None:
        expect(self.page.get_by_text(text, exact=False).first).to_be_visible(timeout=PATIENCE_MS)

    def hides(self, text: str) -> None:
        expect(self.page.get_by_text(text, exact=False)).to_have_count(0, timeout=PATIENCE_MS)

    def lines(self) -> list[str]:
        return [
            one.replace("\n", " ") for one in self.page.locator(".lines .line").all_inner_texts()
        ]

    def taps(self) -> list[str]:
        return list(self.page.evaluate("window.tapped"))

    def typed(self) -> int:
        return int(self.page.evaluate("window.typed"))

    def on_the_disk(self) -> dict[str, Any]:
        return dict(self.page.evaluate(ON_THE_DISK))

    def faults(self) -> list[str]:
        """What is wrong with the screen as it stands: axe, small targets, sideways scroll, errors."""
        found = Axe().run(self.page).response["violations"]
        told = [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
        told += [f"small target: {text}" for text in self.page.evaluate(_TARGETS)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            told.append("the screen scrolls sideways")
        return told + self.errors

    def picture(self, folder: str | None, name: str) -> None:
        """For looking at, when a folder is named."""
        if folder:
            self.page.screenshot(path=f"{folder}/{name}-{self.theme}-{self.width}.png")


def _browsers_of(folder: Path) -> list[int]:
    """Processes of the browser with this very profile."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in command:
            found.append(int(entry.name))
    return found
