"""The chapters of a report, each from findings that are already reckoned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from outrider.trial.judging.finding import Evaluation, Finding
from outrider.trial.judging.table import Table
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

CHAPTERS: Final = (
    ("clocks", "Both clocks"),
    ("intention", "From the call to the patient"),
    ("gain", "Minutes gained where somebody came"),
    ("survival", "Survival, as a band"),
    ("officer-hours", "What it costs the police"),
    ("police-jobs", "Which police jobs waited"),
    ("substitution", "Did ambulances come later?"),
    ("harms", "Harms"),
    ("looks", "Looks while it runs, and rules to stop"),
)
"""Findings in the order of the report, with the heading of each."""


def answer(made: Evaluation, arms: Sequence[Finding], base: str, arm: str) -> Iterator[Block]:
    """Page one: what was asked, what came out, and what cannot be answered."""
    yield Heading("The answer on a page")
    yield Paragraph(
        f"The question: if “{arm}” runs as this scenario says, does trained help reach people who "
        f"may be dying sooner than under “{base}”, and what does it take from policing?"
    )
    yield KeyFigures(tuple(_key(each) for each in _main(arms)))
    yield Listing(tuple(_first_sentence(each, arm) for each in _main(arms)))
    power = made.finding("power")
    yield Warned("What this trial cannot answer", _cannot(power))
    yield Paragraph(
        "A simulation says what would follow from its assumptions. They stand at the end, with "
        "where each is from. It is no proof that people would act as assumed.",
        quiet=True,
    )


_FIRST: Final = ("help_eligible_min", "ambulance_c1_min", "officer_hours", "jobs_grade1_wait_min")


def _main(arms: Sequence[Finding]) -> list[Finding]:
    wanted = [f"arms-{key.replace('_', '-')}" for key in _FIRST]
    found = {each.id: each for each in arms}
    return [found[key] for key in wanted if key in found]


def _key(each: Finding) -> tuple[str, str, str]:
    return each.number, each.question, each.range_text


def _first_sentence(each: Finding, arm: str) -> str:
    """The sentence of the arm that the report is about."""
    parts = each.sentence.split(". ")
    mine = [part for part in parts if part.startswith(f"{arm} against")] or parts[:1]
    told = mine[0].rstrip(".")
    return f"{each.question} {told[0].upper()}{told[1:]}."


def _cannot(power: Finding) -> str:
    rows = [row for row in power.table.rows if "survive" in str(row[0]).lower()]
    told = f"{power.title}. {power.sentence}"
    if rows:
        told = f"Whether more people survive. {power.sentence}"
    return told


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
        f"same luck in every arm, so that a difference from “{base}” is the arm’s doing."
    )
    for each in arms:
        yield Heading(each.question, level=2)
        if drawn := _differences(each, base):
            yield drawn
        yield Paragraph(each.sentence)
    yield TableBlock("Arms beside each other: means over replications", _all(arms))


def _differences(each: Finding, base: str) -> Drawing | None:
    rows = [
        Dot(str(row[0]), float(row[7]), float(row[8]), float(row[9]))
        for row in each.table.rows
        if row[7] is not None and row[8] is not None and row[9] is not None
    ]
    if not rows:
        return None
    caption = f"{each.question} Difference from “{base}”, {each.unit}"
    said = "; ".join(f"{dot.name} {dot.value:.2f}" for dot in rows)
    svg = dots(rows, f"difference from “{base}”, {each.unit}", digits=2)
    return Drawing(caption, svg, f"{caption}, with 95% intervals: {said}.")


def _all(arms: Sequence[Finding]) -> Table:
    """One row an arm and measure: mean with its interval, and the difference with its own."""
    columns = ("Measure", "Arm", "Mean", "Low", "High", "Difference", "Low ", "High ")
    rows = tuple(
        (f"{each.question} ({each.unit})", row[0], *row[2:5], *row[7:10])
        for each in arms
        for row in each.table.rows
    )
    return Table(columns, rows, frozenset({0, 1}))


def _drawing(found: Finding) -> Drawing | None:
    """Bars for the flow; tables say the rest better."""
    if found.id != "intention":
        return None
    rows = [(str(row[0]), float(row[1])) for row in found.table.rows
            if isinstance(row[1], int | float)]  # fmt: skip
    if not rows:
        return None
    said = "; ".join(f"{name} {value:,.0f}" for name, value in rows)
    return Drawing(found.question, bars(rows, "calls"), f"{found.question} {said}.")
