"""The chapters of a report, each from findings that are already reckoned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from outrider.trial.judging.estimates import minus
from outrider.trial.judging.finding import Evaluation, Finding
from outrider.trial.judging.table import Cell, Table
from outrider.trial.report.charts import Dot, bars, dots
from outrider.trial.report.document import (
    Block,
    Drawing,
    Heading,
    KeyFigures,
    Listing,
    Paragraph,
    TableBlock,
    Warned,
)
from outrider.trial.report.saying import ON_PAGE_ONE, saying

CHAPTERS: Final = (
    ("both-clocks", "Both clocks"),
    ("flow", "From the call to the patient"),
    ("gain", "Minutes gained where somebody came"),
    ("survival", "Survival, as a band"),
    ("officer-hours", "What it costs the police"),
    ("police-jobs", "Which police jobs waited"),
    ("substitution", "Did ambulances come later?"),
    ("harms", "Harms"),
    ("monitoring", "Looks while it runs, and rules to stop"),
)
"""Findings in the order of the report, with the heading of each."""


def answer(made: Evaluation, arms: Sequence[Finding], base: str, arm: str) -> Iterator[Block]:
    """Page one: what was asked, what came out, and what cannot be answered."""
    yield Heading("The answer on a page")
    yield Paragraph(
        f"The question: if “{arm}” runs as this scenario says, does trained help reach people who "
        f"may be dying sooner than under “{base}”, and what does it take from policing?"
    )
    main = [saying(each, arm) for each in arms if each.id in ON_PAGE_ONE]
    yield KeyFigures(tuple((one.number, one.what, one.range) for one in main))
    yield Listing(tuple(one.sentence for one in main))
    yield Warned("What this trial cannot answer", _cannot(made.finding("power")))
    yield Paragraph(
        "A simulation says what would follow from its assumptions. They stand at the end, with "
        "where each is from. It is no proof that people would act as assumed.",
        quiet=True,
    )


def _cannot(power: Finding) -> str:
    rows = [row for row in power.table.rows if "survive" in str(row[0]).lower()]
    needs = " ".join(f"{row[0]} {_of_what(str(row[-1]), row[2], str(row[1]))}" for row in rows)
    return f"Whether more people survive. {needs}"


def _of_what(words: str, needed: Cell, counts: str) -> str:
    """ "Needs 1,733, ..." with what is counted behind the number."""
    return words.replace(f"{needed:,}", f"{needed:,} {counts}", 1)


def answerable(made: Evaluation) -> Iterator[Block]:
    """The power table, before any result."""
    found = made.finding("power")
    yield Heading("Can this trial answer that?", new_page=True)
    yield from told(found)


def told(found: Finding) -> Iterator[Block]:
    """A finding as it stands: its answer, table, caveats and method."""
    yield Heading(found.title, level=2)
    yield Paragraph(found.sentence)
    if drawn := _drawing(found):
        yield drawn
    if found.table.rows:
        yield TableBlock(found.question, found.table)
    if found.caveats:
        yield Paragraph("It does not say: " + " ".join(found.caveats), quiet=True)
    if found.method:
        yield Paragraph(found.method, quiet=True)


def findings(made: Evaluation) -> Iterator[Block]:
    """A chapter for each finding of the evaluation, in a fixed order."""
    for key, heading in CHAPTERS:
        if any(each.id == key for each in made.findings):
            yield Heading(heading)
            yield from told(made.finding(key))


def compared(arms: Sequence[Finding], base: str, replications: int) -> Iterator[Block]:
    """Arms beside each other: a chart and a table for each measure."""
    yield Heading("The arms beside each other", new_page=True)
    yield Paragraph(
        f"Each of {replications:,} replications met the same calls, the same police jobs and the "
        f"same luck in every arm, so that a difference from “{base}” is the arm’s doing. The "
        "intervals say how sure the simulated mean is; one real period varies more."
    )
    for each in arms:
        yield Heading(each.question, level=2)
        if drawn := _differences(each, base):
            yield drawn
        yield TableBlock(f"{each.question} By arm, {each.unit}", _one(each))


def _differences(each: Finding, base: str) -> Drawing | None:
    """None where no arm differs at all: a chart of noughts says nothing."""
    rows = [
        Dot(str(row[0]), float(row[7]), float(row[8]), float(row[9]))
        for row in each.table.rows
        if isinstance(row[7], float) and isinstance(row[8], float) and isinstance(row[9], float)
    ]
    if not any(row.value or row.low or row.high for row in rows):
        return None
    caption = f"Difference from “{base}”, {each.unit}, with 95% intervals"
    digits = _digits(each.unit)
    said = "; ".join(f"{dot.name} {minus(dot.value, digits)}" for dot in rows)
    svg = dots(rows, f"difference from “{base}”, {each.unit}", digits)
    return Drawing(caption, svg, f"{each.question} {caption}: {said}.")


def _digits(unit: str) -> int:
    return 2 if unit == "min" else 0


def _one(each: Finding) -> Table:
    columns = ("Arm", "Mean", "Low", "High", "Difference", "Low ", "High ")
    digits = _digits(each.unit)

    def shown(cell: object) -> str:
        return minus(cell, digits) if isinstance(cell, float) else "–"

    rows = tuple((row[0], *map(shown, row[2:5]), *map(shown, row[7:10])) for row in each.table.rows)
    return Table(columns, rows)


def _drawing(found: Finding) -> Drawing | None:
    """Bars for the flow; tables say the rest better."""
    if found.id != "flow":
        return None
    rows = [(str(row[0]), float(row[1])) for row in found.table.rows
            if isinstance(row[1], int | float)]  # fmt: skip
    if not rows:
        return None
    said = "; ".join(f"{name} {value:,.0f}" for name, value in rows)
    return Drawing(found.question, bars(rows, "calls"), f"{found.question} {said}.")
