"""Presses on a mission, and a casualty that a unit comes across."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from outrider.api.schemas.base import ONE_LINE, READABLE, Code, Pressed, Yes, upto
from outrider.api.schemas.calls import Category, Place
from outrider.domain.coresponse.atmist import BadAtmist, parse_atmist

Count = Annotated[int, Field(strict=True, ge=1, le=99)]


def _counted(value: Any) -> Any:
    """A list of items counts each as one."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return dict(Counter(value))
    return value


KitUsed = Annotated[dict[Code, Count], Field(max_length=40), BeforeValidator(_counted)]
"""Items of the kit list with how many were used, or a plain list of items."""


class MissionPress(Pressed):
    """One press of a mission's button, by the crew or by a control room that was told by radio."""

    press: Literal[
        "agree",
        "refuse",
        "accept",
        "decline",
        "mobile",
        "at_scene",
        "with_patient",
        "handover",
        "acknowledge",
        "clear",
        "unable",
        "withdraw",
        "stand_down",
        "hold_off",
        "lift_hold_off",
        "recall",
        "need_help",
    ]
    reason: Annotated[str, upto(40), ONE_LINE] = ""
    note: Annotated[str, upto(500), READABLE] = ""
    authority: Annotated[str, upto(120), ONE_LINE] = ""
    by_radio: Yes = False
    atmist: dict[str, Any] | None = None
    kit_used: KitUsed = {}
    report: Annotated[dict[str, Any], Field(max_length=100)] | None = None

    @field_validator("atmist")
    @classmethod
    def _read(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is None:
            return None
        try:
            return parse_atmist(value).as_dict()
        except BadAtmist as bad:
            first = bad.problems[0]
            raise ValueError(f"{first.field}: {first.message}") from None


class ComeAcross(Pressed):
    """A unit finds a casualty: it opens the call itself and an ambulance is requested."""

    complaint: Code
    place: Place
    category: Category | None = None
