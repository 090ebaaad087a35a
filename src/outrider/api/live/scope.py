"""What a viewer's picture depends on, as a short mark that a client hands back."""

from __future__ import annotations

import hashlib
import json

from outrider.domain.access import Viewer


def scope_mark(viewer: Viewer) -> str:
    """Changes whenever the viewer's role, stations or unit change; tells nothing."""
    stations = None if viewer.station_ids is None else sorted(viewer.station_ids)
    told = [viewer.user_id, viewer.role.value, stations, viewer.unit_id, viewer.officer_id]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
