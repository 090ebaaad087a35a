"""Every text and edge colour can be read on every surface that it may sit on (WCAG 2.2 AA)."""

import re
from collections.abc import Iterator

import pytest

from outrider.web.import_map import STATIC

CSS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
SURFACES = ["bg", "surface", "raised", "selected"]
ROLES = ["ok", "warn", "stop", "police", "ambulance", "patient", "care"]
TEXT, EDGE = 4.5, 3.0


def tokens(selector: str) -> dict[str, str]:
    start = CSS.index(selector)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", CSS[start : CSS.index("}", start)]))


THEMES = {
    "light": tokens(":root {\n  /* type"),
    "dark": tokens(':root[data-theme="dark"]'),
    "dark by the system": tokens(':root:not([data-theme="light"])'),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(one: str, other: str) -> float:
    """Contrast ratio as WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """Ink, ground and the least contrast that it must have."""

    def each(ink: str, grounds: list[str], least: float) -> Iterator[tuple[str, str, float]]:
        yield from ((ink, ground, least) for ground in grounds)

    for ink in ["text", "text-2", "text-3", "action", *ROLES]:
        yield from each(ink, SURFACES, TEXT)
    for ink in ["text", "text-2"]:
        yield from each(ink, ["sunken", "chip", *(f"{role}-bg" for role in ROLES)], TEXT)
    for role in ROLES:
        yield role, f"{role}-bg", TEXT
    yield from each("on-action", ["action", "action-hover"], TEXT)
    for role in ["ok", "warn", "stop", "ambulance"]:
        yield f"on-{role}", f"{role}-fill", TEXT
    for edge in ["line-strong", "focus"]:
        yield from each(edge, SURFACES, EDGE)
    yield from each("map-label", ["map-land", "map-sea", "map-wood"], TEXT)
    yield from each("map-label-2", ["map-land", "map-sea"], TEXT)
    for ink in ["c-data", "c-compare", "c-ref", "c-mark"]:
        yield from each(ink, ["surface", "bg"], TEXT)


@pytest.mark.parametrize("theme", THEMES)
def test_every_ink_can_be_read_on_every_ground(theme):
    colours = THEMES[theme]
    poor = [
        f"{ink} on {ground}: {ratio(colours[ink], colours[ground]):.2f}"
        for ink, ground, least in pairs()
        if ratio(colours[ink], colours[ground]) < least
    ]
    assert poor == []


def test_dark_is_the_same_by_choice_and_by_the_system():
    assert THEMES["dark"] == THEMES["dark by the system"]
    assert set(THEMES["dark"]) == set(THEMES["light"])
