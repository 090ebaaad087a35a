"""What is kept of a run: the arms beside each other, the map, the report, the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from outrider.trial.building import Built
from outrider.trial.judging.estimates import Estimate
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.findings.arms import arms_compared
from outrider.trial.judging.intervals import Interval
from outrider.trial.judging.table import Table
from outrider.trial.judging.tornado_file import NAME as TORNADO
from outrider.trial.report.assumptions import HEADING as WHICH_MATTER
from outrider.trial.report.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Paragraph,
    TableBlock,
)
from outrider.trial.report.making import WHERE, document, sides_of
from outrider.trial.report.page import page
from outrider.trial.report.pdf import pdf
from outrider.trial.report.sources import shown, summaries
from outrider.trial.running.folder import run_json
from outrider.trial.running.ready import Ready

LARGEST: Final = 30 * 1024 * 1024
"""Bytes of a file that is kept: single calls of a large force stay on the command line."""
TABLES: Final = ("summaries.parquet", "calls.parquet", "jobs.parquet")
REPORT_PAGE, REPORT_PDF, MAP, VARIED = "report.html", "report.pdf", "map.svg", "tornado.svg"
CHAPTERS: Final = ((MAP, "map", WHERE), (VARIED, "varied", WHICH_MATTER))
"""Drawings of the report that stand on the page, too: file, key and heading."""


@dataclass(frozen=True)
class Results:
    """`told` goes into the row (JSON), `files` beside it by name."""

    told: dict[str, Any]
    files: Mapping[str, bytes]


def results_of(folder: Path, built: Built, model: Ready) -> Results:
    """Everything out of a finished run's folder."""
    plan, runs = run_json(folder) or {}, summaries(folder)
    arms = tuple(runs)
    base, arm = sides_of(arms, built)
    made = document(built, plan, runs, shown(built, model, arms), folder)
    told: dict[str, Any] = {
        "base": base,
        "arm": arm,
        "version": plan.get("version", ""),
        "findings": [as_json(each) for each in arms_compared(runs, base)],
    }
    files = {REPORT_PAGE: page(made).encode(), REPORT_PDF: pdf(made)}
    for name, key, heading in CHAPTERS:
        chapter = chapter_of(made, heading)
        if chapter is not None:
            told[key], files[name] = chapter
    if VARIED in files:
        files[TORNADO] = (folder / TORNADO).read_bytes()
    return Results(told, files | dict(_tables(folder)))


def _tables(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name in TABLES:
        path = folder / name
        if path.exists() and path.stat().st_size <= LARGEST:
            yield name, path.read_bytes()


def chapter_of(made: Document, heading: str) -> tuple[dict[str, Any], bytes] | None:
    """The drawing of a chapter as a file, and its words and table; None: it has no drawing."""
    mine = list(_inside(made, heading))
    drawn = next((block for block in mine if isinstance(block, Drawing)), None)
    table = next((block.table for block in mine if isinstance(block, TableBlock)), None)
    if drawn is None or table is None:
        return None
    words = [block for block in mine if isinstance(block, Paragraph)]
    told = {
        "caption": drawn.caption, "alt": drawn.alt,
        "says": [block.text for block in words if not block.quiet],
        "notes": [block.text for block in words if block.quiet],
        "columns": list(table.columns), "rows": [list(row) for row in table.rows],
    }  # fmt: skip
    return told, drawn.svg.encode()


def _inside(made: Document, heading: str) -> Iterator[Block]:
    inside = False
    for block in made.blocks:
        if _begins(block):
            inside = isinstance(block, Heading) and block.text == heading
        elif inside:
            yield block


def _begins(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def as_json(found: Finding) -> dict[str, Any]:
    """A finding without what the page does not show."""
    return {
        "id": found.id, "question": found.question, "title": found.title,
        "sentence": found.sentence, "unit": found.unit, "caveats": list(found.caveats),
        "method": found.method, "verdict": found.verdict,
        "columns": list(found.table.columns), "rows": [list(row) for row in found.table.rows],
        "estimate": [found.value, list(found.interval) if found.interval else None, found.n],
    }  # fmt: skip


def from_json(told: Mapping[str, Any]) -> Finding:
    """The other way."""
    value, interval, n = told["estimate"]
    return Finding(
        id=told["id"], question=told["question"], title=told["title"], sentence=told["sentence"],
        table=Table(tuple(told["columns"]), tuple(tuple(row) for row in told["rows"])),
        estimate=Estimate(value, Interval(*interval) if interval else None, n),
        unit=told["unit"], verdict=told["verdict"], caveats=tuple(told["caveats"]),
        method=told["method"],
    )  # fmt: skip
