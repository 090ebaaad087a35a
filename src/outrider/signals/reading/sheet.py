"""Rows and their headings, as they stand in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from outrider.signals.reading.problems import Problem, Unreadable, whole_file


@dataclass(frozen=True, slots=True)
class Sheet:
    """Text in columns. `lines` are the rows' numbers in the file: there each is found again."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    name: str = ""

    def column(self, heading: str) -> list[str]:
        """The cells under a heading, without spaces around them.

        Raises:
            Unreadable: there is no such column; says which there are.
        """
        at = self.place(heading)
        return [row[at].strip() for row in self.rows]

    def place(self, heading: str) -> int:
        """Which column it is: by its heading, whatever its case and spaces."""
        wanted = plain(heading)
        names = [plain(each) for each in self.headings]
        if wanted in names:
            return names.index(wanted)
        near = get_close_matches(wanted, names, n=1, cutoff=0.7)
        guess = f" Did you mean “{self.headings[names.index(near[0])]}”?" if near else ""
        there = ", ".join(f"“{each}”" for each in self.headings[:20])
        raise Unreadable(
            [
                Problem(
                    None,
                    heading,
                    "There is no such column.",
                    f"{guess} There are: {there}.".strip(),
                )
            ]
        )

    def has(self, heading: str) -> bool:
        return plain(heading) in {plain(each) for each in self.headings}


def plain(heading: str) -> str:
    """A heading without case, spaces, dashes and underscores: what two spellings have in common."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def sheet_of(rows: Sequence[tuple[int, Sequence[str]]], name: str = "") -> Sheet:
    """The first row with something in it holds the headings.

    Raises:
        Unreadable: no rows, headings that are blank or there twice, a row of another length.
    """
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise whole_file("The file is empty.", "Check that it was saved, and give it again.")
    _, head = filled[0]
    headings = [cell.strip().lstrip("\ufeff") for cell in head]
    while headings and not headings[-1]:
        headings.pop()
    _check_headings(headings)
    if len(filled) == 1:
        raise whole_file("The file has headings and no rows.", "Give one with data in it.")
    wide = len(headings)
    problems = [
        Problem(
            line, "", f"This row has {len(row)} cells and the headings {wide}.",
            "Look for a comma inside a cell that has no quotation marks around it.",
        )
        for line, row in filled[1:]
        if any(cell.strip() for cell in row[wide:]) or len(row) < wide
    ]  # fmt: skip
    if problems:
        raise Unreadable(problems)
    kept = tuple(tuple(row[:wide]) for _, row in filled[1:])
    return Sheet(tuple(headings), kept, tuple(line for line, _ in filled[1:]), name)


def _check_headings(headings: Sequence[str]) -> None:
    if any(not heading for heading in headings):
        raise whole_file(
            "A column has no heading.",
            "Give every column a name in the first row, and bring it again.",
        )
    seen: dict[str, str] = {}
    for heading in headings:
        if plain(heading) in seen:
            raise Unreadable(
                [Problem(None, heading, "Two columns have this heading.", "Rename one of them.")]
            )
        seen[plain(heading)] = heading
