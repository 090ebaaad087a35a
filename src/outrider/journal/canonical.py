"""One spelling of a row, so that its hash is the same on every machine and database."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

Json: TypeAlias = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

LONGEST_STRING: Final = 200
"""Characters. Payloads hold ids, codes and times; what is longer is text and belongs in `text`."""


def normal(value: Json) -> Json:
    """The value as both databases give it back.

    PostgreSQL's jsonb keeps numbers as decimals, so 1e16 comes back as a whole number: whole floats
    become ints here. `ValueError` for what cannot be kept or should not be.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return _checked(value)
        case float():
            if not math.isfinite(value):
                raise ValueError(f"{value} has no place in the journal: give a number or null")
            return int(value) if value.is_integer() else value
        case Mapping():
            return {_checked(key): normal(inner) for key, inner in value.items()}
        case Sequence():
            return [normal(inner) for inner in value]
    raise ValueError(f"a journal payload cannot hold a {type(value).__name__}: give text or number")


def _checked(text: str) -> str:
    if not isinstance(text, str):
        raise ValueError(f"a key of a journal payload must be text, not {type(text).__name__}")
    if len(text) > LONGEST_STRING:
        raise ValueError(
            f"a journal payload holds ids and codes, not {len(text)} characters of text: "
            "pass it as `text`, where it can be erased"
        )
    if not text.isprintable():
        raise ValueError(f"{text!r} has a control character: journal payloads hold ids and codes")
    return text


def stamp(at: datetime) -> str:
    """UTC to the microsecond, always in the same form."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(columns: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of every column but `hash` itself, as hexadecimal."""
    spelled = json.dumps(
        {name: _spelled(value) for name, value in columns.items()},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return hashlib.sha256(spelled.encode()).hexdigest()


def _spelled(value: Any) -> Any:
    match value:
        case datetime():
            return stamp(value)
        case UUID():
            return str(value)
    return value
