"""Taking a second factor: a code or a passkey, counted, and good once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from outrider.people.models import User
from outrider.people.second_factor.changes import note_recovery_code
from outrider.people.second_factor.codes import spend
from outrider.people.second_factor.standing import authentications, has_one, is_second
from outrider.web.auth.throttle import failed, minutes_to_wait, second_step, succeeded

RECENT: Final = 5 * 60  # seconds for which a confirmation lasts
WRONG_CODE: Final = (
    "That code does not work. A code works once, for about a minute: wait for the next one and "
    "check the clock of your phone."
)
WRONG_PASSKEY: Final = "That passkey is not one of this account, or the try took too long."
NO_CODE: Final = "Enter the code"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: the authenticator, or the minutes to wait, or what was wrong."""

    row: Authenticator | None = None
    wait: int = 0
    wrong: str = ""
    field: str = "code"


def try_second(request: HttpRequest, user: User) -> Tried:
    """The code or passkey in the form, against this account."""
    if credential := request.POST.get("credential", ""):
        return _counted(request, user, lambda: passkey_of(user, credential), WRONG_PASSKEY)
    if not request.POST.get("code", "").strip():
        return Tried(wrong=NO_CODE)
    code = request.POST["code"][:40]
    return _counted(request, user, lambda: spend(user, code), WRONG_CODE)


@transaction.atomic
def _counted(
    request: HttpRequest, user: User, attempt: Callable[[], Authenticator | None], wrong: str
) -> Tried:
    """One try at a time for an account: many at once must not be more than the throttle lets."""
    User.objects.select_for_update().get(pk=user.pk)
    now, address = timezone.now(), str(request.META.get("REMOTE_ADDR", ""))
    if wait := minutes_to_wait(second_step(user.pk), address, now):
        return Tried(wait=wait)
    row = attempt()
    if row is None:
        failed(second_step(user.pk), address, now)
        return Tried(wrong=wrong)
    succeeded(second_step(user.pk))
    row.record_usage()
    if row.type == Authenticator.Type.RECOVERY_CODES:
        note_recovery_code(user, now)
        _say_how_many_are_left(request, row)
    return Tried(row=row)


def passkey_of(user: User, credential: str) -> Authenticator | None:
    """The passkey of this account that signed the challenge of this session."""
    try:
        response = json.loads(credential)
        webauthn.parse_authentication_response(response)
        row: Authenticator = webauthn.complete_authentication(user, response)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError, InvalidSignature):
        return None
    return row


def owner_of(credential: str) -> User | None:
    """Whom a passkey says that it belongs to; nothing is proven yet."""
    try:
        found: Any = webauthn.extract_user_from_response(json.loads(credential))
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return found if isinstance(found, User) else None


def recently(request: HttpRequest, user: User) -> bool:
    """Has this person shown who they are in the last minutes, by the strongest that they have?"""
    kept = authentications(user, request.session)
    if has_one(user):
        kept = [one for one in kept if is_second(one)]
    return bool(kept) and timezone.now().timestamp() - float(kept[-1]["at"]) < RECENT


def _say_how_many_are_left(request: HttpRequest, row: Authenticator) -> None:
    row.refresh_from_db()
    left = len(row.wrap().get_unused_codes())
    told = f"You used a recovery code; {left} {'is' if left == 1 else 'are'} left."
    messages.add_message(request, messages.WARNING, told, extra_tags="warn")
