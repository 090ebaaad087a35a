"""Which sub-packages there are, what methods they have, and their known answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from outrider.signals.result import Method, Result

PARTS: Final = (
    "rates",
    "funnel",
    "incident",
    "disparity",
    "change",
    "scan",
    "near",
    "lists",
    "effect",
    "agreement",
    "disclosure",
)


def there(part: str) -> bool:
    """Whether a sub-package is installed, whole: with its names exported."""
    found = find_spec(f"outrider.signals.{part}")
    return found is not None and found.origin is not None


def answer_of(part: str, function: str, **columns: Any) -> Result:
    """A sub-package's answer by the function's name: it may not be installed."""
    made = getattr(import_module(f"outrider.signals.{part}"), function)(**columns)
    assert isinstance(made, Result)
    return made


def parts() -> Iterator[tuple[str, Any]]:
    """Name and module of each sub-package, in the order of the documentation."""
    for name in PARTS:
        if there(name):
            yield name, import_module(f"outrider.signals.{name}")


def methods() -> dict[str, Method]:
    """Every method by its key."""
    return {
        method.key: method for _, module in parts() for method in getattr(module, "METHODS", ())
    }


def known_answers() -> Iterator[tuple[str, Callable[[Path], Iterable[Any]]]]:
    """Name and `checks` of each sub-package that has known answers."""
    for name, _ in parts():
        path = f"outrider.signals.{name}.checks"
        if find_spec(path):
            yield name, import_module(path).checks
