"""Rows as a viewer may see them. A field that they may not see is absent, not empty."""

from outrider.coresponse.queries.views.calls import view_call
from outrider.coresponse.queries.views.common import View, stamp
from outrider.coresponse.queries.views.missions import reason_text, view_mission
from outrider.coresponse.queries.views.small import view_alert, view_scheme
from outrider.coresponse.queries.views.units import view_unit

__all__ = [
    "View",
    "reason_text",
    "stamp",
    "view_alert",
    "view_call",
    "view_mission",
    "view_scheme",
    "view_unit",
]
