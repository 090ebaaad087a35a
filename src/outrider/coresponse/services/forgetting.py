"""An answer holds what was on a screen: kept only as long as somebody may ask for it again."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from outrider.coresponse.models import Press


def forget_answers(now: datetime) -> int:
    """Forget the answers to presses older than the time that is set; returns how many.

    That a press was counted stays known, so that its repeat still changes nothing.
    """
    old = Press.objects.filter(
        received_at__lt=now - settings.PRESS_ANSWERS_KEPT, answer__isnull=False
    )
    return old.update(answer=None)
