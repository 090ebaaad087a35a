"""The evidence of co-response: the three months before the minute asked for."""

from __future__ import annotations

from typing import Final

from outrider.domain.access import Permission
from outrider.evidence.report import Report, report
from outrider.web.evidence.drawings import DRAWN, has_data, svg_of
from outrider.web.evidence.part import Part

CO_RESPONSE: Final[Part[Report]] = Part(
    may=Permission.OPEN_EVIDENCE,
    template="evidence/show.html.jinja",
    made=report,
    drawn=DRAWN,
    has_data=has_data,
    svg_of=svg_of,
)
