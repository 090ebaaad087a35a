"""The charts' colours: one data ink, one comparison ink, greys. A test holds them to the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Theme = Literal["light", "dark"]
THEMES: Final = ("light", "dark")
FONT: Final = "Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of one theme, by the names of the tokens of the style sheet."""

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
    c_mark: str  # of campaigns and changes of policy


LIGHT: Final = Ink(
    text="#101820",
    text_2="#3F4B58",
    surface="#FFFFFF",
    raised="#F7F9FB",
    c_data="#0B57B7",
    c_data_soft="#BFD6F3",
    c_compare="#9A4A00",
    c_compare_soft="#F1D3B3",
    c_ref="#55616E",
    c_grid="#DDE3E9",
    c_mark="#5933A5",
)
DARK: Final = Ink(
    text="#EDF1F5",
    text_2="#B9C4D0",
    surface="#121A24",
    raised="#1A2430",
    c_data="#8EC2FF",
    c_data_soft="#2A4669",
    c_compare="#F2A65A",
    c_compare_soft="#553617",
    c_ref="#96A4B3",
    c_grid="#26323F",
    c_mark="#CDB3FF",
)


def ink(theme: Theme) -> Ink:
    """The colours of a theme."""
    return DARK if theme == "dark" else LIGHT
