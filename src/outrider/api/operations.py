"""Declaring an operation: who may use it and every status that it can answer with."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPMethod
from typing import Any, Final, TypeVar

from ninja import Router

from outrider.api.schemas.problem import ProblemDetails
from outrider.api.signed import authentication
from outrider.domain.access import Permission

View = TypeVar("View", bound=Callable[..., Any])

ALWAYS: Final = (401, 403, 422, 500, 503)
WITH_BODY: Final = (400, 413, 415)


def operation(
    router: Router,
    method: HTTPMethod,
    path: str,
    *,
    may: tuple[Permission, ...],
    answers: dict[int, Any],
    problems: tuple[int, ...] = (),
    media_type: str = "application/json",
) -> Callable[[View], View]:
    """Add a view to the API.

    Args:
        may: the caller needs one of these; none given: whoever has signed in.
        answers: schema of each status that is no problem.
        problems: statuses beyond those that every operation has.
    """
    usual = ALWAYS + (WITH_BODY if method is HTTPMethod.POST else ())
    found = (404,) if "{" in path else ()
    statuses = sorted({*usual, *found, *problems})
    decorate: Callable[[View], View] = router.api_operation(
        [method.value],
        path,
        auth=authentication(may),
        response=answers | dict.fromkeys(statuses, ProblemDetails),
        by_alias=True,
        openapi_extra={"x-permissions": [one.value for one in may], "x-media-type": media_type},
    )
    return decorate
