"""A press counts once, however often it is sent and to whichever process.

The press's id is a unique key, taken in the transaction that does its work: of two processes that
get the same press at once, the second waits for the first and then gives the first one's answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse
from pydantic import BaseModel

from outrider.api.answers import answer
from outrider.api.handlers import refused
from outrider.api.problems import MEDIA_TYPE, Problem, ProblemRaised
from outrider.coresponse.errors import Refused
from outrider.coresponse.models import Press
from outrider.domain.access import Viewer

Done = dict[str, Any]
"""What the work leaves behind for its answer: ids and times."""

NOT_ANSWERED: Final = 0
VARYING: Final = frozenset({"ago_ms"})
"""Grows while a phone keeps a press: it says nothing about which press it is."""
TRIES: Final = 3
_DEADLOCKS: Final = frozenset({"40001", "40P01"})


def once(
    press_id: UUID,
    by: Viewer,
    what: str,
    message: BaseModel,
    now: datetime,
    *,
    act: Callable[[], Done],
    tell: Callable[[Done], Done],
    keep_refusals: bool = True,
    created: int = HTTPStatus.OK,
) -> HttpResponse:
    """Do a press, or give the answer that it got.

    Args:
        what: the address pressed, so that one id cannot be used for two things.
        act: does the work in the transaction of the press and returns what `tell` needs.
        tell: the body of the answer, made after the commit.
        keep_refusals: whether the same press, sent again, is refused again without asking the
            rules. What was wrongly written is never kept: it may be corrected.
        created: status of the first answer; a repeated one has 200.
    """
    fingerprint = _fingerprint(what, message)
    row = Press.objects.filter(pk=press_id).first()
    first = row is None
    if row is None:
        row = _claimed(press_id, by, fingerprint, now, act, keep_refusals)
        first = row is not None
        row = row or Press.objects.get(pk=press_id)
    if row.user_id != by.user_id or row.fingerprint != fingerprint:
        raise ProblemRaised(_other_content())
    if row.status == NOT_ANSWERED:
        row.answer, row.status = tell(row.answer), HTTPStatus.OK
        Press.objects.filter(pk=press_id, status=NOT_ANSWERED).update(
            answer=row.answer, status=row.status
        )
    if row.status >= HTTPStatus.BAD_REQUEST:
        return answer(row.answer, row.status, MEDIA_TYPE)
    return answer(row.answer, created if first else row.status)


def _claimed(
    press_id: UUID,
    by: Viewer,
    fingerprint: str,
    now: datetime,
    act: Callable[[], Done],
    keep_refusals: bool,
) -> Press | None:
    """Take the id and do the work; None when another process has done it meanwhile."""
    for attempt in range(1, TRIES + 1):
        try:
            return _worked(press_id, by, fingerprint, now, act, keep_refusals)
        except _Taken:
            return None
        except OperationalError as failure:
            if attempt == TRIES or not _deadlock(failure):
                raise
    raise AssertionError("unreachable")


class _Taken(Exception):
    """Another process has this press."""


@transaction.atomic
def _worked(
    press_id: UUID,
    by: Viewer,
    fingerprint: str,
    now: datetime,
    act: Callable[[], Done],
    keep_refusals: bool,
) -> Press:
    row = Press(
        id=press_id,
        user_id=by.user_id,
        fingerprint=fingerprint,
        status=NOT_ANSWERED,
        answer={},
        received_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _Taken from None
    try:
        with transaction.atomic():
            row.answer = act()
    except Refused as refusal:
        if not keep_refusals:
            raise
        problem = refused(refusal)
        row.answer, row.status = problem.as_json(), problem.status
    row.save(update_fields=["answer", "status"])
    return row


def _fingerprint(what: str, message: BaseModel) -> str:
    content = message.model_dump(mode="json", exclude=set(VARYING))
    told = json.dumps([what, content], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _deadlock(failure: OperationalError) -> bool:
    return getattr(failure.__cause__, "sqlstate", None) in _DEADLOCKS


def _other_content() -> Problem:
    return Problem(
        "id-used-before",
        HTTPStatus.CONFLICT,
        "This id was used for something else",
        "Nothing was changed. Give each press an id of its own, and send the same id only to "
        "repeat the very same press.",
        rule="press.once",
    )
