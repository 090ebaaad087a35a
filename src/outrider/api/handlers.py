"""Every exception that can leave a view, as a problem."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from outrider.api.parsing import LARGEST_BODY
from outrider.api.problems import (
    FieldProblem,
    Problem,
    ProblemRaised,
    busy,
    invalid,
    malformed,
    nothing_here,
    our_fault,
    signed_out,
    too_large,
)
from outrider.api.words import in_words
from outrider.coresponse.errors import Forbidden, Invalid, NotFound, Refused
from outrider.roads.errors import RoadsError

log = logging.getLogger("outrider.api")


def problem_of(failure: BaseException) -> Problem:
    """The problem that says what this exception means to the caller."""
    told = _of_the_scheme(failure) or _of_the_message(failure)
    if told is None and isinstance(failure, OperationalError):
        log.warning("the database did not take a request: %s", failure)
        return busy()
    return told or _unforeseen(failure)


def _of_the_scheme(failure: BaseException) -> Problem | None:
    """What the services say."""
    match failure:
        case Refused():
            return refused(failure)
        case Invalid(errors=errors):
            return invalid(tuple(FieldProblem(e.field, e.message) for e in errors))
        case NotFound() | Http404():
            return nothing_here()
        case Forbidden():
            return forbidden(failure.why, failure.who_can)
        case RoadsError():
            return invalid((FieldProblem("place", str(failure)),))
    return None


def _of_the_message(failure: BaseException) -> Problem | None:
    """What reading the request says."""
    match failure:
        case ProblemRaised(problem=problem) | HttpError(__cause__=ProblemRaised(problem=problem)):
            return problem
        case ValidationError(errors=found):
            return invalid(in_words(found))
        case AuthenticationError():
            return signed_out()
        case RequestDataTooBig():
            return too_large(LARGEST_BODY)
        case HttpError():
            return malformed(f"{failure}. Check the message and send it again.")
    return None


def _unforeseen(failure: BaseException) -> Problem:
    code = secrets.token_hex(3).upper()
    log.error("fault %s", code, exc_info=failure)
    return our_fault(code)


def refused(refusal: Refused) -> Problem:
    return Problem(
        "refused-by-rule",
        HTTPStatus.CONFLICT,
        "Refused by a rule",
        refusal.why,
        rule=refusal.rule,
        way_on=refusal.way_on or None,
        who_can_override=refusal.who_can_override or None,
    )


def forbidden(why: str, who_can: str) -> Problem:
    return Problem(
        "not-yours",
        HTTPStatus.FORBIDDEN,
        "Nothing here that you can open",
        f"{why} {who_can}".strip(),
    )


def install(api: NinjaAPI) -> None:
    """Answer every exception with a problem."""

    def answer(request: HttpRequest, failure: Any) -> HttpResponse:
        return problem_of(failure).response()

    handled: tuple[type[Exception], ...] = (
        Exception,
        Http404,
        HttpError,
        ValidationError,
    )
    handler: Callable[[HttpRequest, Any], HttpResponse] = answer
    for kind in handled:
        api.add_exception_handler(kind, handler)
