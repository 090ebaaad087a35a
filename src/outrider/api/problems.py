"""Errors as RFC 9457 problems: what is wrong and what to do, in the user's words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One value that cannot be used: where it stands ("place.lat") and what to change."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One answer that is not what was asked for. `kind` is the last part of `type`."""

    kind: str
    status: int
    title: str
    detail: str
    rule: str | None = None
    way_on: str | None = None
    who_can_override: str | None = None
    errors: tuple[FieldProblem, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The members of RFC 9457, and ours where they say something."""
        members: dict[str, Any] = {
            "type": f"urn:outrider:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        for name in ("rule", "way_on", "who_can_override"):
            if (value := getattr(self, name)) is not None:
                members[name] = value
        if self.errors:
            members["errors"] = [
                {"field": one.field, "message": one.message} for one in self.errors
            ]
        return members

    def response(self) -> HttpResponse:
        body = json.dumps(self.as_json(), ensure_ascii=False).encode("utf-8", "replace")
        response = HttpResponse(body, status=self.status, content_type=MEDIA_TYPE)
        response["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            response[name] = value
        return response


class ProblemRaised(Exception):
    """Carries a problem to the handler that answers with it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.detail)


def malformed(detail: str) -> Problem:
    return Problem("malformed", HTTPStatus.BAD_REQUEST, "This could not be read", detail)


def signed_out() -> Problem:
    return Problem(
        "signed-out",
        HTTPStatus.UNAUTHORIZED,
        "You are signed out",
        "Sign in again. Another system: send its token as “Authorization: Bearer …”; a token that "
        "was withdrawn has to be made anew by an administrator.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def page_out_of_date() -> Problem:
    return Problem(
        "page-out-of-date",
        HTTPStatus.FORBIDDEN,
        "This page is out of date",
        "Reload the page and press again. Nothing was sent. A program with a session must send the "
        "csrftoken cookie's value as the header X-CSRFToken.",
    )


def nothing_here() -> Problem:
    """Never says whether a record exists."""
    return Problem(
        "nothing-here",
        HTTPStatus.NOT_FOUND,
        "Nothing here that you can open",
        "Check the number or the address. If you need it for your shift, ask your control room "
        "or an administrator.",
    )


def wrong_method(method: str | None, allowed: str) -> Problem:
    return Problem(
        "wrong-method",
        HTTPStatus.METHOD_NOT_ALLOWED,
        "This address does not take that",
        f"{method} is not possible here. Use {allowed}.",
        headers={"Allow": allowed},
    )


def too_large(limit: int) -> Problem:
    return Problem(
        "too-large",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Too long to send",
        f"A message may have {limit // 1024} kB. Shorten the text, or send fewer fixes at a time.",
    )


def wrong_type(given: str) -> Problem:
    return Problem(
        "wrong-content-type",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "Send JSON",
        f"The content type was {given[:80]!r}. Send the message as application/json, in UTF-8.",
    )


def invalid(errors: tuple[FieldProblem, ...]) -> Problem:
    """Well-formed, but some values cannot be used."""
    told = " ".join(one.message for one in errors[:3])
    more = f" And {len(errors) - 3} more." if len(errors) > 3 else ""
    return Problem(
        "invalid",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Some of this cannot be used" if len(errors) > 1 else "This cannot be used",
        told + more,
        errors=errors,
    )


def busy() -> Problem:
    return Problem(
        "busy",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Too busy to answer",
        "Nothing was changed. Send the same again in a second: it counts once.",
        headers={"Retry-After": "1"},
    )


def our_fault(code: str) -> Problem:
    return Problem(
        "our-fault",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "That did not work, and it is our fault",
        f"Nothing was changed. Send the same again: it counts once. Quote {code} if it happens "
        "again.",
    )
