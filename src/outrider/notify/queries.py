"""What waits for somebody to read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from outrider.domain.access import Viewer
from outrider.notify.models import Notice

KEPT: Final = timedelta(days=30)
"""What was read, or is over, is still listed this long."""


def notices_of(viewer: Viewer, now: datetime) -> QuerySet[Notice]:
    """Notices of the person at the screen, whatever role they act in; newest first."""
    if viewer.officer_id is None:
        return Notice.objects.none()
    recent = Q(made_at__gte=now - KEPT) | Q(over_at__isnull=True, read_at__isnull=True)
    return Notice.objects.filter(recent, officer_id=viewer.officer_id).order_by("-made_at", "pk")


def unread_of(viewer: Viewer) -> int:
    """How many are new: not read, and not over."""
    if viewer.officer_id is None:
        return 0
    return Notice.objects.filter(
        officer_id=viewer.officer_id, read_at__isnull=True, over_at__isnull=True
    ).count()
