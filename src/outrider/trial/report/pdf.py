"""The document as a tagged PDF (PDF/UA-1), set by typst from a fixed template."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from importlib.resources import files
from typing import Any

import typst

from outrider.trial.judging.table import Table
from outrider.trial.report.document import Document

_TEMPLATE = files("outrider.trial.report") / "report.typ"


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes: the only date in it is the document's own."""
    return bytes(_compiled(document, format="pdf", pdf_standards="ua-1"))


def page_images(document: Document, ppi: float = 60.0) -> list[bytes]:
    """Every page as a PNG, to be looked at."""
    made = _compiled(document, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(document: Document, **how: Any) -> Any:
    data = json.dumps(plain(document), ensure_ascii=False)
    source = _TEMPLATE.read_bytes()
    return typst.compile(source, sys_inputs={"document": data}, ignore_system_fonts=True, **how)


def plain(document: Document) -> dict[str, Any]:
    """The document as lists and words; each block says what it is."""
    return {
        **{name: getattr(document, name) for name in ("title", "subtitle", "stamp")},
        "made": [document.made.year, document.made.month, document.made.day],
        "facts": [list(row) for row in document.facts.rows],
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"is": type(block).__name__}
    for name, value in vars(block).items():
        told[name] = _table(value) if isinstance(value, Table) else value
    return {
        name: asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        for name, value in told.items()
    }


def _table(table: Table) -> dict[str, Any]:
    columns, rows = [column.strip() for column in table.columns], table.shown()
    return {
        "columns": columns,
        "words": [place in table.words for place in range(len(columns))],
        "widths": [
            _width(column, [row[i] for row in rows], 44 if len(columns) < 6 else 22)
            for i, column in enumerate(columns)
        ],
        "breaks": len(rows) > 10 or any(len(cell) > 200 for row in rows for cell in row),
        "rows": rows,
    }


def _width(column: str, cells: list[str], most: int) -> int:
    """Share of the line: its longest word at least, of long texts only a part."""
    texts = [column, *cells]
    word = max(len(word) for text in texts for word in text.split() or [""])
    line = max((len(line) for text in cells for line in text.splitlines()), default=0)
    return max(word, min(line, most), len(column) // 2, 4) + 2
