"""What can go wrong when a service is called, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.domain.refusal import Refused as Refused


@dataclass(frozen=True, slots=True)
class FieldError:
    field: str
    message: str  # what is wrong and what to do, in the user's words


class Invalid(Exception):
    """Input that cannot be used. Nothing was changed."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)


class NotFound(Exception):
    """Nothing here that this viewer can open. Never says whether a record exists."""


class Forbidden(Exception):
    """The viewer's role may not do this."""

    def __init__(self, why: str, who_can: str) -> None:
        super().__init__(why)
        self.why = why
        self.who_can = who_can


class Replayed(Exception):
    """The same sender's id came with other content."""


def invalid(field: str, message: str) -> Invalid:
    return Invalid([FieldError(field, message)])
