"""The schema of every error."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class FieldMessage(BaseModel):
    """One value that cannot be used and what to do about it."""

    field: str
    message: str


class ProblemDetails(BaseModel):
    """RFC 9457: what is wrong and what to do; where a rule said no, which one and the way on."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    detail: str
    rule: str | None = None
    way_on: str | None = None
    who_can_override: str | None = None
    errors: list[FieldMessage] = []
