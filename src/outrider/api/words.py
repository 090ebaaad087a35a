"""A value that the schema refuses, in words that say what to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from outrider.api.problems import FieldProblem

MOST_TOLD: Final = 50
"""A message of 500 wrong fixes is explained by its first faults."""

_SOURCES: Final = frozenset({"body", "query", "path", "header", "cookie", "form"})
Context = Mapping[str, Any]

_WORDS: Final[dict[str, Callable[[Context], str]]] = {
    "missing": lambda c: "is missing. Fill it in.",
    "extra_forbidden": lambda c: "is not a field of this message. Take it out.",
    "string_type": lambda c: "must be text, in quotes.",
    "string_too_long": lambda c: f"is too long. Shorten it to {c['max_length']} characters.",
    "string_too_short": lambda c: f"is too short. It needs {_characters(c['min_length'])}.",
    "string_pattern_mismatch": lambda c: "is not written as it should be. Check it.",
    "too_long": lambda c: f"has too many entries. Send at most {c['max_length']} at a time.",
    "too_short": lambda c: f"has too few entries. Send at least {c['min_length']}.",
    "bool_type": lambda c: "must be true or false.",
    "int_type": lambda c: "must be a whole number.",
    "float_type": lambda c: "must be a number, without quotes.",
    "finite_number": lambda c: "must be an ordinary number.",
    "greater_than_equal": lambda c: f"is too small. It must be {c['ge']:g} or more.",
    "less_than_equal": lambda c: f"is too large. It must be {c['le']:g} or less.",
    "uuid_parsing": lambda c: "is not an id. Send a UUID such as the one that you were given.",
    "uuid_type": lambda c: "is not an id. Send a UUID as text.",
    "list_type": lambda c: "must be a list: [ … ].",
    "dict_type": lambda c: "must be an object: { … }.",
    "model_type": lambda c: "must be an object: { … }.",
    "model_attributes_type": lambda c: "must be an object: { … }.",
    "enum": lambda c: f"is not known. Use one of: {c['expected']}.",
    "literal_error": lambda c: f"is not known. Use one of: {c['expected']}.",
    "value_error": lambda c: str(c.get("error", "cannot be used.")),
}


def in_words(errors: list[dict[str, Any]]) -> tuple[FieldProblem, ...]:
    """Ninja's list of errors, each with its place and a sentence that begins with that place."""
    return tuple(_in_words(error) for error in errors[:MOST_TOLD])


def _in_words(error: dict[str, Any]) -> FieldProblem:
    place = _place(tuple(error["loc"]))
    tell = _WORDS.get(error["type"])
    context = error.get("ctx", {})
    sentence = tell(context) if tell else f"cannot be used: {error['msg']}."
    return FieldProblem(
        place, f"{place} {sentence}" if place else sentence[:1].upper() + sentence[1:]
    )


def _place(loc: tuple[str | int, ...]) -> str:
    """("body", "message", "place", "lat") as "place.lat"; list places in brackets."""
    parts = loc[1:] if loc and loc[0] in _SOURCES else loc
    parts = parts[1:] if loc and loc[0] == "body" else parts
    name = ""
    for part in parts:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name.encode("utf-8", "replace").decode()[:120]


def _characters(count: int) -> str:
    return "something in it" if count == 1 else f"at least {count} characters"
