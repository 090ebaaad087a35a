"""A report as data. A page and a PDF are made from the same blocks, so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from outrider.trial.judging.table import Table


@dataclass(frozen=True)
class Heading:
    """Level 1 begins a chapter; 2 stands inside one."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    text: str
    quiet: bool = False  # a caveat or a method: smaller


@dataclass(frozen=True)
class Listing:
    """A bulleted list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Warned:
    """What nobody may overlook, in a frame, with its heading."""

    heading: str
    text: str


@dataclass(frozen=True)
class KeyFigures:
    """Large numbers, each with what it is and how sure: (number, what, range)."""

    figures: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TableBlock:
    caption: str
    table: Table


@dataclass(frozen=True)
class Drawing:
    """A picture with what it shows in words (`alt`), for whoever does not see it."""

    caption: str
    svg: str
    alt: str
    wide: bool = True


@dataclass(frozen=True)
class Facing:
    """Two columns of the same weight: heading and (number, words) points of each."""

    left: tuple[str, tuple[tuple[str, str], ...]]
    right: tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Facts:
    """Names and what they are: (name, value)."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Code:
    """To be typed as it stands."""

    text: str


Block: TypeAlias = (
    Heading
    | Paragraph
    | Listing
    | Warned
    | KeyFigures
    | TableBlock
    | Drawing
    | Facing
    | Facts
    | Code
)


@dataclass(frozen=True)
class Document:
    """`stamp` is printed on every page: what the report was made from. `made` is the run's day."""

    title: str
    subtitle: str
    stamp: str
    made: date
    facts: Facts
    blocks: tuple[Block, ...] = field(default_factory=tuple)
