"""Doing what a form asks, and keeping what was typed when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from outrider.domain.access import Viewer
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused, Replayed
from outrider.domain.safety.refresher import spelled
from outrider.safety.queries.link_queue import spoken_time


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the form that was sent; empty when nothing was sent."""

    status: int = HTTPStatus.OK
    errors: Mapping[str, str] = field(default_factory=dict)  # by field
    refusal: Mapping[str, str] = field(default_factory=dict)
    typed: QueryDict = field(default_factory=QueryDict)
    form: str = ""  # which form of the page it was


NONE = Trouble()


def ask(form: QueryDict, name: str, act: Callable[[], object]) -> Trouble | None:
    """None when it was done.

    Raises:
        Http404: nothing here that the viewer can open.
    """
    try:
        act()
    except NotFound:
        raise Http404 from None
    except Invalid as wrong:
        errors = {error.field: error.message for error in wrong.errors}
        return Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors, typed=form, form=name)
    except Refused as no:
        told = {"why": no.why, "way_on": no.way_on, "who": no.who_can_override}
        return Trouble(HTTPStatus.CONFLICT, refusal=told, typed=form, form=name)
    except Forbidden as no:
        told = {"why": no.why, "way_on": no.who_can, "who": ""}
        return Trouble(HTTPStatus.FORBIDDEN, refusal=told, typed=form, form=name)
    except Replayed:
        told = {
            "why": "This form was sent before with something else in it.",
            "way_on": "What you typed is below. Check what is saved, then send it again.",
            "who": "",
        }
        return Trouble(HTTPStatus.CONFLICT, refusal=told, typed=form, form=name)
    return None


def viewer_of(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def speech() -> dict[str, Any]:
    """How the templates say days and times."""
    return {"spelled": spelled, "spoken_time": spoken_time}
