"""The one thing that a reader does to a notice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from outrider.domain.access import Viewer
from outrider.notify.models import Notice


def read_notice(notice_id: UUID, by: Viewer, now: datetime) -> Notice | None:
    """Mark one's own notice as read, once; None when there is no such notice of theirs."""
    if by.officer_id is None:
        return None
    notice = Notice.objects.filter(pk=notice_id, officer_id=by.officer_id).first()
    if notice is not None and notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice
