"""What a viewer may read, rendered from rows by that viewer's fields."""

from outrider.coresponse.queries.candidates import candidates
from outrider.coresponse.queries.scope import (
    alerts_visible_to,
    calls_visible_to,
    missions_visible_to,
    schemes_visible_to,
    units_visible_to,
)
from outrider.coresponse.queries.snapshot import render_touched, snapshot_entities
from outrider.coresponse.queries.timeline import timeline
from outrider.coresponse.queries.views import (
    view_alert,
    view_call,
    view_mission,
    view_scheme,
    view_unit,
)

__all__ = [
    "alerts_visible_to",
    "calls_visible_to",
    "candidates",
    "missions_visible_to",
    "render_touched",
    "schemes_visible_to",
    "snapshot_entities",
    "timeline",
    "units_visible_to",
    "view_alert",
    "view_call",
    "view_mission",
    "view_scheme",
    "view_unit",
]
