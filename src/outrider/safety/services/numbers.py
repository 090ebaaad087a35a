"""Case numbers: "OH-26-0318", counted within a year."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from outrider.safety.models import Case

_LOCK = 0x6F75_7472_6361_7365  # "outrcase": two records at once must not read the same last number


def next_case_number(now: datetime) -> str:
    """The next number of the local year. In the caller's transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    prefix = f"{settings.CASE_PREFIX}-{timezone.localtime(now):%y}-"
    taken = Case.objects.filter(number__startswith=prefix).values_list("number", flat=True)
    last = max((int(number.rpartition("-")[2]) for number in taken), default=0)
    return f"{prefix}{last + 1:04d}"
