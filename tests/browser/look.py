"""Looking at a screen as it stands: is it right in dark and in light, or a picture for the docs.

A run takes pictures, of a few named screens, or audits every screen: axe takes seconds, and a
picture with a countdown on it should not show that somebody waited. OUTRIDER_SCREENSHOTS=1 chooses
pictures, which change files of the repository.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.png import smaller

PICTURES: Final = os.environ.get("OUTRIDER_SCREENSHOTS") == "1"
BIGGEST: Final = 250_000  # bytes of a picture in the repository

_THEMED = "theme => { document.documentElement.dataset.theme = theme }"
# Colours fade for a moment after the theme has changed: what axe would measure then is neither.
_SETTLED = """() => { void document.body.offsetWidth;
  return Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition)
    .map((one) => one.finished.catch(() => null))).then(() => null) }"""
_THEME = "document.documentElement.dataset.theme ?? ''"


class Look:
    """`look(page, "where")` audits; `look(page, "console.png")` is also a picture of the docs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: dict[str, bytes] = {}
        self.faults: list[str] = []

    def __call__(self, page: Page, name: str, theme: str = "dark") -> None:
        before = page.evaluate(_THEME)
        if not PICTURES:
            self._audit(page, name)
        elif name.endswith(".png"):
            page.evaluate(_THEMED, theme)
            self._taken[name] = page.screenshot(animations="disabled", caret="hide")
        page.evaluate(_THEMED, before)

    def _audit(self, page: Page, name: str) -> None:
        for theme in ("dark", "light"):
            page.evaluate(_THEMED, theme)
            page.evaluate(_SETTLED)
            self.faults += [f"{name}, {theme}: {fault}" for fault in _faults(page)]

    def save(self) -> None:
        """Write the pictures, made small; after the story, which has timers."""
        self._folder.mkdir(exist_ok=True)
        for name, taken in self._taken.items():
            made = smaller(taken)
            assert len(made) < BIGGEST, f"{name} is too big for the repository"
            (self._folder / name).write_bytes(made)


def _faults(page: Page) -> list[str]:
    """What axe finds, and scrolling sideways."""
    found = Axe().run(page).response["violations"]
    wrong = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wrong + ([f"{wide} px too wide"] if wide > 0 else [])
