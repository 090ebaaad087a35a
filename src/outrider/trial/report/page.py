"""The document as one page of HTML: no script, nothing from another host, ready to print."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from outrider.trial.report.document import Document


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page(document: Document) -> str:
    """The whole file."""
    source = (files("outrider.trial.report") / "report.html.jinja").read_text(encoding="utf-8")
    made = _environment().from_string(source)
    kinds = [(type(block).__name__, block) for block in document.blocks]
    return made.render(document=document, kinds=kinds)
