"""Codes that work once: of an authenticator app, and recovery codes. Over all server processes.

allauth keeps used codes in Django's cache, which is one process's own, and for one period of a
code that is good for three. Here the last step that was used stands in the row, under its lock.
"""

from __future__ import annotations

from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from outrider.people.models import User

LAST_STEP: Final = "last_step"
CODE_DIGITS: Final = 6


def digits_of(text: str) -> str:
    """A code as it is checked: people type it with spaces and dashes."""
    return "".join(one for one in text if one.isdecimal() and one.isascii())


@transaction.atomic
def spend(user: User, typed: str) -> Authenticator | None:
    """The authenticator that the code was good for; None when it is wrong or was used before."""
    code = digits_of(typed)
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=kinds)
    return next((row for row in rows if code and _spent(row, code)), None)


def _spent(row: Authenticator, code: str) -> bool:
    if row.type == Authenticator.Type.RECOVERY_CODES:
        return bool(row.wrap().validate_code(code))
    step = step_of(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get(LAST_STEP, -1):
        return False
    row.data[LAST_STEP] = step
    row.save(update_fields=["data"])
    return True


def step_of(secret: str, typed: str) -> int | None:
    """The time step (30 s) whose code this is: the present one or a neighbour. RFC 6238."""
    code = digits_of(typed)
    if len(code) != CODE_DIGITS:
        return None
    steps = [
        step
        for step in yield_hotp_counters_from_time()
        if constant_time_compare(code, format_hotp_value(hotp_value(secret, step)))
    ]
    return max(steps, default=None)


def app_data(secret: str, step: int) -> dict[str, Any]:
    """What is kept of a new authenticator app; the code that proved it is spent with it."""
    return {"secret": encrypt(secret), LAST_STEP: step}
