"""Numbers that people can say on the radio: four figures, from 0001, new each day."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone

from outrider.coresponse.models import Call

_LOCK = 0x6F75_7472_6E75_6D62  # "outrnumb": two calls at once must not read the same last number


def next_number(now: datetime) -> tuple[str, str]:
    """The next number and the reference that stays unique: ("0417", "261121-0417").

    The day is the local one, as a shift would say it. In the caller's transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    day = f"{timezone.localtime(now):%y%m%d}"
    last = (
        Call.objects.filter(reference__startswith=f"{day}-")
        .order_by("-reference")
        .values_list("number", flat=True)
        .first()
    )
    number = f"{int(last or 0) + 1:04d}"
    return number, f"{day}-{number}"
