"""The charts' colours, read from the design tokens: one data ink, one comparison ink, greys."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from django.conf import settings

Theme = Literal["light", "dark"]
THEMES: Final = ("light", "dark")
FONT: Final = "Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, sans-serif"
_TOKEN: Final = re.compile(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})\s*;")
_BLOCKS: Final[dict[str, str]] = {"light": ":root {", "dark": ':root[data-theme="dark"] {'}


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of one theme, by the names of the tokens."""

    text: str
    text_2: str
    surface: str
    raised: str
    c_data: str
    c_data_soft: str
    c_compare: str
    c_compare_soft: str
    c_ref: str
    c_grid: str


@lru_cache(maxsize=2)
def ink(theme: Theme) -> Ink:
    """Raises KeyError naming the token that the style sheet lacks."""
    css = (Path(settings.STATICFILES_DIRS[0]) / "css" / "tokens.css").read_text(encoding="utf-8")
    block = css.split(_BLOCKS[theme], 1)[1].split("}", 1)[0]
    tokens = dict(_TOKEN.findall(block))
    return Ink(**{field.name: tokens[field.name.replace("_", "-")] for field in fields(Ink)})
