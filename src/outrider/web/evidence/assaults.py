"""The officer-safety evidence: the 52 whole weeks before the minute asked for."""

from __future__ import annotations

from typing import Final

from outrider.domain.access import Permission
from outrider.evidence.assaults.report import AssaultReport, assault_report
from outrider.web.evidence.assault_drawings import DRAWN, has_data, svg_of
from outrider.web.evidence.part import Part

OFFICER_SAFETY: Final[Part[AssaultReport]] = Part(
    may=Permission.OPEN_ASSAULT_FIGURES,
    template="evidence/assaults.html.jinja",
    made=assault_report,
    drawn=DRAWN,
    has_data=has_data,
    svg_of=svg_of,
)
