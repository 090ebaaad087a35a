"""Reading a request's JSON, strictly: what cannot be kept or shown later is refused at the door."""

from __future__ import annotations

import json
import math
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from outrider.api.problems import ProblemRaised, malformed, too_large, wrong_type

LARGEST_BODY: Final = 256 * 1024
"""Bytes. 500 fixes take about 100 kB."""
DEEPEST: Final = 20
WIDEST_INTEGER: Final = 2**53
"""Above this a whole number changes on its way through other systems."""


class StrictJson(Parser):
    """JSON in UTF-8 of at most `LARGEST_BODY`, without what only some readers accept."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if len(request.body) > LARGEST_BODY:
            raise ProblemRaised(too_large(LARGEST_BODY))
        check_content_type(request)
        body = _loaded(_decoded(request.body))
        if not isinstance(body, dict):
            _refuse("Send one JSON object: { … }.")
        _check(body, "", 0)
        return body


def check_content_type(request: HttpRequest) -> None:
    """A message is JSON; one without a body may leave the type out."""
    if request.content_type not in ("application/json", ""):
        raise ProblemRaised(wrong_type(str(request.content_type)))


def _refuse(detail: str) -> NoReturn:
    raise ProblemRaised(malformed(detail))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        _refuse(f"The message is not UTF-8 (byte {broken.start + 1}). Send it in UTF-8.")


def _loaded(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_constant=lambda name: _refuse(f"{name} is not JSON. Send a number or null."),
            parse_float=_finite,
            object_pairs_hook=_without_repeats,
        )
    except json.JSONDecodeError as broken:
        _refuse(
            f"This is not JSON: {broken.msg} at line {broken.lineno}, column {broken.colno}. "
            "Correct it and send it again."
        )
    except RecursionError:
        _refuse("The message is nested too deeply. Send it flat.")
    except ValueError:
        _refuse("A number in the message is too long. Send one of at most 16 digits.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        _refuse("A number in the message is too large. Send a smaller one, or null.")
    return number


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        _refuse("A field stands in the message twice. Send each field once.")
    return made


def _check(value: Any, where: str, depth: int) -> None:
    if depth > DEEPEST:
        _refuse("The message is nested too deeply. Send it flat.")
    match value:
        case str():
            _check_text(value, where)
        case bool():
            return
        case int():
            if abs(value) > WIDEST_INTEGER:
                _refuse(f"{where}: the number is too large. Send one of at most 16 digits.")
        case list():
            for place, inner in enumerate(value):
                _check(inner, f"{where}[{place}]", depth + 1)
        case dict():
            for key, inner in value.items():
                _check_text(key, "A field's name")
                _check(inner, f"{where}.{key}" if where else key, depth + 1)


def _check_text(text: str, where: str) -> None:
    if "\x00" in text:
        _refuse(f"{where} has a NUL character. Take it out and send it again.")
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(f"{_safe(where)} has half a character (a lone surrogate). Send whole characters.")


def _safe(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
