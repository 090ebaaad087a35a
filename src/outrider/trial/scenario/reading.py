"""TOML data -> the dataclasses of a scenario, with every fault found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from outrider.trial.scenario.errors import Fault
from outrider.trial.scenario.kinds import HIGH, LOW, ONE_OF, SAYS, Time
from outrider.trial.scenario.lines import Key, Lines

_KINDS: Final[dict[Any, str]] = {
    str: "words in quotes", float: "a number", int: "a whole number",
    bool: "true or false", date: "a day such as 2025-04-07",
}  # fmt: skip
_MONDAY: Final = date(2025, 1, 6)


class Reader:
    """Reads and remembers what was wrong.

    Where a value is wrong or not there, a neutral one stands in, so that the rest of the file can
    be looked at as well. `hollow`: a whole table is missing, and nothing can stand in for it.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.faults: list[Fault] = []
        self.hollow = False

    def wrong(self, key: Key, wrong: str, remedy: str) -> None:
        self.faults.append(Fault(self.lines.of(key), wrong, remedy))

    def table(self, kind: Any, data: object, key: Key) -> Any:
        """An instance of the dataclass `kind`; None if there is nothing to make it from."""
        if not isinstance(data, Mapping):
            self.wrong(
                key, f"{_name(key)} must be a table.", f"Write [{_name(key)}] and keys below."
            )
            return self._stand_in(kind, {})
        known = {each.name: each for each in fields(kind)}
        for name in data.keys() - known.keys():
            self._unknown(name, (*key, name), list(known))
        return kind(**dict(self._values(kind, known, data, key)))

    def _stand_in(self, hint: Any, rules: Mapping[str, Any]) -> Any:
        if get_origin(hint) in (tuple, dict):
            return get_origin(hint)()
        if hint is Time:
            return Time(0.0, 0.0)
        if is_dataclass(hint):
            self.hollow = True
            return None
        if hint in (int, float):
            return hint(max(rules.get(LOW, 0.0), 0.0))
        return {str: "", bool: False, date: _MONDAY}[hint]

    def _unknown(self, name: str, key: Key, known: list[str]) -> None:
        near = get_close_matches(name, known, 1)
        remedy = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
        self.wrong(key, f"“{name}” is not a key here.", remedy)

    def _values(
        self, kind: Any, known: Mapping[str, Field[Any]], data: Mapping[str, object], key: Key
    ) -> Iterator[tuple[str, Any]]:
        hints = types_of(kind)
        for name, each in known.items():
            if name in data:
                yield name, self._value(hints[name], data[name], (*key, name), each.metadata)
            elif each.default is MISSING and each.default_factory is MISSING:
                says = each.metadata[SAYS]
                where = _name(key) or "the file"
                self.wrong(key, f"{where} has no “{name}”.", f"Add it: {says}")
                yield name, self._stand_in(hints[name], each.metadata)

    def _value(self, hint: Any, value: object, key: Key, rules: Mapping[str, Any]) -> Any:
        if get_origin(hint) in (UnionType, Union):
            hint = next(one for one in get_args(hint) if one is not NoneType)
        if is_dataclass(hint):
            return self.table(hint, value, key)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], value, key, rules)
        if get_origin(hint) is dict:
            return self._dict(get_args(hint)[1], value, key, rules)
        return self._plain(hint, value, key, rules)

    def _list(self, hint: Any, value: object, key: Key, rules: Mapping[str, Any]) -> Any:
        if not isinstance(value, list):
            self.wrong(key, f"“{key[-1]}” must be a list.", "Put it in [ ].")
            return ()
        return tuple(self._value(hint, one, (*key, i), rules) for i, one in enumerate(value))

    def _dict(self, hint: Any, value: object, key: Key, rules: Mapping[str, Any]) -> Any:
        if not isinstance(value, Mapping):
            self.wrong(key, f"“{key[-1]}” must be a table.", "Write it as { name = value }.")
            return {}
        own = {LOW: 0.0, HIGH: rules.get(HIGH), ONE_OF: ()} if hint is float else rules
        return {name: self._value(hint, one, (*key, name), own) for name, one in value.items()}

    def _plain(self, hint: Any, value: object, key: Key, rules: Mapping[str, Any]) -> Any:
        if not _fits(hint, value):
            self.wrong(key, f"“{_last(key)}” is {value!r:.60}.", f"It must be {_KINDS[hint]}.")
            return self._stand_in(hint, rules)
        if hint in (int, float):
            return self._number(hint, value, key, rules)
        allowed = rules.get(ONE_OF, ())
        if allowed and value not in allowed:
            self.wrong(
                key, f"“{_last(key)}” is {value!r}.", f"It must be one of: {', '.join(allowed)}."
            )
        return value

    def _number(self, hint: Any, value: Any, key: Key, rules: Mapping[str, Any]) -> Any:
        low, high = rules[LOW], rules[HIGH]
        if not low <= value <= high:  # also refuses what is not a number
            between = f"{low:g} to {high:g}" if high < float("inf") else f"{low:g} or more"
            self.wrong(key, f"“{_last(key)}” is {value}.", f"It must be {between}.")
        return hint(value)


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """Types of the fields, resolved."""
    return get_type_hints(kind)


def _fits(hint: Any, value: object) -> bool:
    if hint is bool:
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if hint is float:
        return isinstance(value, int | float)
    if hint is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, hint)


def _name(key: Key) -> str:
    return ".".join(f"{part}" if isinstance(part, str) else f"{part + 1}" for part in key)


def _last(key: Key) -> str:
    return next(str(part) for part in reversed(key) if isinstance(part, str))
