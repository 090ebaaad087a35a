"""Who read personal data, and why. Apart from the chain, so that it can be pruned."""

from datetime import datetime

from django.utils import timezone

from outrider.journal.models import AccessLogEntry


def log_read(*, who: str, role: str, entity: str, why: str) -> None:
    """Note that `who` read `entity` (as type:id)."""
    AccessLogEntry.objects.create(
        who=who, role=role, entity=entity, why=why[:200], when=timezone.now()
    )


def prune(before: datetime) -> int:
    """Forget the reads before this moment; returns how many."""
    return AccessLogEntry.objects.filter(when__lt=before).delete()[0]


def forget_entity(entity: str) -> int:
    """Forget who read something that is no longer there; returns how many reads."""
    return AccessLogEntry.objects.filter(entity=entity).delete()[0]
