"""The people of the story, each with a browser context of their own, signed in by the first page.

Every context is watched: which hosts it asks, what its console says.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.browser.avl import Avl
from tests.support.servers import Servers
from tests.web.desks import Desk
from tests.web.phone import Phone

A, B = 0, 1
PATIENCE_MS: Final = 30_000
DESK: Final = (1440, 900)
PHONE: Final = (360, 780)
# A network that is gone, or a server that was killed, is told by the browser on its console.
LOST: Final = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
    "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_NETWORK_CHANGED",
    "ERR_FAILED",
)


class Watch:
    """What one browser context asks for and complains of."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._host = urlsplit(url).netloc
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._asked)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        split = urlsplit(request.url)
        if split.scheme not in ("data", "blob") and split.netloc != self._host:
            self.elsewhere.append(request.url)

    def _heard(self, message: ConsoleMessage) -> None:
        expected = message.text.startswith("Failed to load") and any(
            lost in message.text for lost in LOST
        )
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(message.text)


class Room(Desk):
    """A page at a desk; `press`, `key`, `shows` and `lacks` as the console's own tests have them."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page, self.errors = context, page, []

    def live(self) -> Room:
        expect(self.page.locator(".live")).to_contain_text("Live", timeout=PATIENCE_MS)
        return self


class Handset(Phone):
    """An officer's phone in a context of this test's browser."""

    def __init__(self, context: BrowserContext, page: Page, url: str) -> None:
        self._context, self.page, self.url, self.errors = context, page, url, []
        self.shows("Live")
        self.ready_without_signal()


class Cast:
    """Who is at a screen."""

    def __init__(self, browser: Browser, servers: Servers) -> None:
        self._browser, self.servers = browser, servers
        self._contexts: list[BrowserContext] = []
        self.watches: list[Watch] = []

    def stepping_in(self, server: int, size: tuple[int, int] = DESK) -> Page:
        """The first page of the demo, in a browser that nobody has used."""
        url = self.servers.urls[server]
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            geolocation={"latitude": 50.6136, "longitude": -1.3168},
            permissions=["geolocation"],
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        self.watches.append(Watch(context, url))
        page = context.new_page()
        page.goto(url)
        return page

    def room(self, title: str, server: int, path: str = "") -> Room:
        """Somebody at a desk, by the title on the first page."""
        page = self.stepping_in(server)
        self._become(page, title)
        if path:
            page.goto(self.servers.urls[server] + path)
        return Room(page.context, page)

    def phone(self, server: int) -> Handset:
        """SC Hale of CW12."""
        page = self.stepping_in(server, PHONE)
        self._become(page, "Co-responder")
        return Handset(page.context, page, self.servers.urls[server])

    def avl(self, room: Room) -> Avl:
        """The force's vehicle location system, which signs in as this room."""
        url = room.page.url.split("/console")[0]
        session = next(c["value"] for c in room.context.cookies() if c["name"] == "sessionid")
        return Avl(url, str(session))

    def faults(self) -> list[str]:
        """Requests to other hosts, and what the consoles said, of everybody."""
        return [told for watch in self.watches for told in watch.elsewhere + watch.complaints]

    def leave(self) -> None:
        for context in self._contexts:
            context.close()

    @staticmethod
    def _become(page: Page, title: str) -> None:
        page.locator("button.role").filter(has=page.get_by_text(title, exact=True)).click()
