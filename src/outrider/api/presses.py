"""A press counts once, however often it is sent and to whichever process.

The press's id is a unique key, taken in the transaction that does its work: of two processes that
get the same press at once, the second waits for the first and then gives the first one's answer.
Answers are kept for some days (OUTRIDER_PRESS_ANSWER_HOURS). After that a repeat still changes
nothing, and its answer is made afresh from the rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse
from django.utils.crypto import salted_hmac
from pydantic import BaseModel

from outrider.api.answers import answer
from outrider.api.handlers import refused
from outrider.api.problems import MEDIA_TYPE, Problem, ProblemRaised
from outrider.coresponse.errors import Refused
from outrider.coresponse.models import Press
from outrider.domain.access import Viewer

Done = dict[str, Any]
"""What the work leaves behind for its answer: ids and times, as JSON holds them."""

NOT_ANSWERED: Final = 0
VARYING: Final = frozenset({"ago_ms"})
"""Grows while a phone keeps a press: it says nothing about which press it is."""
TRIES: Final = 3
_DEADLOCKS: Final = frozenset({"40001", "40P01"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A press with what it does.

    Attributes:
        what: the address pressed, so that one id cannot be used for two things.
        act: does the work in the transaction of the press and returns what `tell` needs.
        tell: the body of the answer, made after the commit.
        keep_refusals: whether the same press, sent again, is refused again without asking the
            rules. What was wrongly written is never kept: it may be corrected.
        first_status: status of the first answer; a repeated one has 200.
    """

    press_id: UUID
    by: Viewer
    what: str
    message: BaseModel
    now: datetime
    act: Callable[[], Done]
    tell: Callable[[Done], Done]
    keep_refusals: bool = True
    first_status: int = HTTPStatus.OK

    @property
    def fingerprint(self) -> str:
        """Of the content: the same id with another one is another press. Keyed: no guessing."""
        content = self.message.model_dump(mode="json", exclude=set(VARYING))
        told = json.dumps([self.what, self.by.role.value, content], sort_keys=True)
        return salted_hmac("outrider.press", told, algorithm="sha256").hexdigest()


def once(deed: Deed) -> HttpResponse:
    """Do a press, or give the answer that it got."""
    row = _known(deed)
    status = deed.first_status if row is None else None
    if row is None:
        row = _claimed(deed)
        if row is None:
            row, status = Press.objects.get(pk=deed.press_id), None
    if row.user_id != deed.by.user_id or row.fingerprint != deed.fingerprint:
        raise ProblemRaised(_other_content())
    if row.status == NOT_ANSWERED:
        _answer(row, deed)
    if row.status >= HTTPStatus.BAD_REQUEST:
        if row.answer is None:
            raise ProblemRaised(_refused_long_ago())
        return answer(row.answer, row.status, MEDIA_TYPE)
    told = deed.tell(row.done) if row.answer is None else row.answer
    return answer(told, status or row.status)


def _known(deed: Deed) -> Press | None:
    return Press.objects.filter(pk=deed.press_id).first()


def _answer(row: Press, deed: Deed) -> None:
    """Make the answer and keep it. A process that dies before this leaves it to the next one.

    Two processes may make it at once: the one that is kept is what both say.
    """
    row.answer, row.status = deed.tell(row.done), HTTPStatus.OK
    kept = Press.objects.filter(pk=row.pk, status=NOT_ANSWERED).update(
        answer=row.answer, status=row.status
    )
    if not kept:
        row.refresh_from_db(fields=["answer", "status"])


def _claimed(deed: Deed) -> Press | None:
    """Take the id and do the work; None when another process has done it meanwhile."""
    for _ in range(TRIES - 1):
        try:
            return _worked(deed)
        except OperationalError as failure:
            if not _deadlock(failure):
                raise
    return _worked(deed)


@transaction.atomic
def _worked(deed: Deed) -> Press | None:
    row = Press(
        id=deed.press_id,
        user_id=deed.by.user_id,
        fingerprint=deed.fingerprint,
        status=NOT_ANSWERED,
        answer={},
        received_at=deed.now,
    )
    if not _taken(row):
        return None
    try:
        with transaction.atomic():
            row.done = deed.act()
    except Refused as refusal:
        if not deed.keep_refusals:
            raise
        problem = refused(refusal)
        row.answer, row.status = problem.as_json(), problem.status
    row.save(update_fields=["done", "answer", "status"])
    return row


def _taken(row: Press) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _deadlock(failure: OperationalError) -> bool:
    return getattr(failure.__cause__, "sqlstate", None) in _DEADLOCKS


def _refused_long_ago() -> Problem:
    return Problem(
        "refused-before",
        HTTPStatus.CONFLICT,
        "This was refused when it came",
        "Nothing was changed, then or now. Why is no longer kept here: look at the job, and press "
        "again if the step is still to be made.",
        rule="press.once",
    )


def _other_content() -> Problem:
    return Problem(
        "id-used-before",
        HTTPStatus.CONFLICT,
        "This id was used for something else",
        "Nothing was changed. Give each press an id of its own, and send the same id only to "
        "repeat the very same press.",
        rule="press.once",
    )
