"""Until when: the whole minute that a page, its drawings and its files share."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils import timezone


class NotAnInstant(ValueError):
    """The address names a moment that cannot be read or has not come."""


def until_of(request: HttpRequest) -> datetime:
    """The minute named by the address, or this one.

    Raises:
        NotAnInstant: says what is wrong with it and what to do.
    """
    now = timezone.now().astimezone(UTC).replace(second=0, microsecond=0)
    asked = request.GET.get("until", "")
    if not asked:
        return now
    try:
        until = datetime.fromisoformat(asked)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        until = until.astimezone(UTC).replace(second=0, microsecond=0)
    except (ValueError, OverflowError):
        raise NotAnInstant(
            "The address names a moment that cannot be read. Write it as 2026-11-21T03:12Z."
        ) from None
    if until > now:
        raise NotAnInstant(
            "The address names a moment that has not come yet. Choose an earlier one."
        )
    if until.year < 2000:
        raise NotAnInstant("There were no calls then. Choose a moment after the year 2000.")
    return until


def spelled(until: datetime) -> str:
    """As addresses carry it."""
    return until.strftime("%Y-%m-%dT%H:%MZ")
