"""Slowing down whoever guesses passwords, over all server processes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils.crypto import salted_hmac

from outrider.web.auth.models import SignInFailure

WINDOW: Final = timedelta(minutes=15)
MOST_FOR_A_NAME: Final = 5
MOST_FROM_AN_ADDRESS: Final = 30
"""A control room behind one address has many people in it."""


def second_step(user_id: int) -> str:
    """The name under which wrong codes of an account are counted, apart from its passwords."""
    return f"second-step:{user_id}"


def minutes_to_wait(name: str, address: str, now: datetime) -> int:
    """Whole minutes until another try is taken; 0 when one is taken now.

    Without a name, as with a passkey, only the address counts.
    """
    limits = [(_address_key(address), MOST_FROM_AN_ADDRESS)]
    limits += [(_name_key(name), MOST_FOR_A_NAME)] if name else []
    return max(_wait(key, most, now) for key, most in limits)


def failed(name: str, address: str, now: datetime) -> None:
    """Count a wrong password or code, and forget what is past the window."""
    SignInFailure.objects.filter(at__lt=now - WINDOW).delete()
    keys = [_address_key(address)] + ([_name_key(name)] if name else [])
    SignInFailure.objects.bulk_create(SignInFailure(key=key, at=now) for key in keys)


def succeeded(name: str) -> None:
    """The right password ends the count for this name."""
    SignInFailure.objects.filter(key=_name_key(name)).delete()


def _wait(key: str, most: int, now: datetime) -> int:
    recent = SignInFailure.objects.filter(key=key, at__gt=now - WINDOW)
    if recent.count() < most:
        return 0
    last: datetime = recent.aggregate(last=Max("at"))["last"]
    return max(1, -int((now - last - WINDOW) // timedelta(minutes=1)))


def _name_key(name: str) -> str:
    return _key("name:" + name.strip().casefold())


def _address_key(address: str) -> str:
    return _key("address:" + address)


def _key(text: str) -> str:
    """Keyed, so that the table names nobody."""
    return salted_hmac("outrider.sign-in", text, algorithm="sha256").hexdigest()
