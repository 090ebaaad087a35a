"""Codes that work once, whoever asks at the same moment: on both databases."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.access import Role
from outrider.people.second_factor.changes import add_app, codes_to_show
from outrider.people.second_factor.codes import digits_of, spend, step_of
from tests.support.authenticator import App, somebody


def at_once(user: Any, code: str) -> list[bool]:
    gate, found = Barrier(4), []

    def use() -> None:
        gate.wait()
        found.append(spend(user, code) is not None)
        connection.close()

    threads = [Thread(target=use) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(found)


@pytest.mark.django_db(transaction=True)
def test_four_at_once_with_one_recovery_code_are_one(settings: Any):
    user = somebody("hale", Role.INSPECTOR)
    add_app(user, generate_totp_secret(), 0, timezone.now())
    codes = codes_to_show(user)
    assert codes is not None
    assert codes_to_show(user) is None
    assert at_once(user, codes[0]) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_four_at_once_with_one_code_of_an_app_are_one():
    user, secret = somebody("hale", Role.INSPECTOR), generate_totp_secret()
    add_app(user, secret, 0, timezone.now())
    assert at_once(user, App(secret).code()) == [False, False, False, True]


def test_the_code_of_a_step_is_that_of_the_standard():
    """RFC 6238, appendix B: SHA-1, 59 s after the epoch, the last six digits of 94287082."""
    assert App("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").code(59) == "287082"


@given(st.text(max_size=40))
def test_no_text_that_somebody_types_breaks_the_check(typed: str):
    assert all(one in "0123456789" for one in digits_of(typed))
    step = step_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", typed)
    assert step is None or len(digits_of(typed)) == 6
