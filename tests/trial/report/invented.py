"""A made-up document with every kind of block."""

from datetime import date

from outrider.trial.judging.table import Table
from outrider.trial.report.charts import Dot, bars, dots
from outrider.trial.report.document import (
    Code,
    Document,
    Drawing,
    Facing,
    Facts,
    Heading,
    KeyFigures,
    Listing,
    Paragraph,
    TableBlock,
    Warned,
)

NASTY = 'Ryde & “Cowes” <b>#strong</b> $x$ \\ "quoted" *star*'
TABLE = Table(("Arm", "Mean", "Low", "High"), (("with", 1.25, -0.5, 3.0), (NASTY, None, 2, 12_345)))


def document(blocks: int = 1) -> Document:
    """The blocks, as many times over as asked for."""
    made = (
        Heading("The answer", new_page=True),
        Paragraph(NASTY),
        Paragraph("A caveat.", quiet=True),
        KeyFigures((("3 min", "sooner", "2 to 4"), ("9", "attended", "n = 9"))),
        Listing((NASTY, "Two.")),
        Warned("What it cannot answer", "Whether more people survive."),
        Heading("Arms", level=2),
        Drawing("Differences", dots([Dot("with", -1.2, -2.0, -0.4)], "min"), "with −1.2 minutes"),
        Drawing("Flow", bars([("eligible", 120.0), ("attended", 9.0)], "calls"), "120, then 9"),
        TableBlock("By arm", TABLE),
        Facing(("Supporter", (("3 min", NASTY),)), ("Critic", (("9 hours", "of officers’ time"),))),
        Code("outrider trial run FILE --out DIR"),
    )
    return Document(
        title="Would it work here?",
        subtitle=f"An invented force: {NASTY}",
        stamp="scenario abc · seed 7",
        made=date(2026, 11, 26),
        facts=Facts((("Scenario", NASTY), ("Seed", "7"))),
        blocks=made * blocks,
    )
