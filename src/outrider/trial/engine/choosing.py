"""The rule of live dispatch, compiled: the functions of `domain/coresponse/choice.py` themselves.

numba compiles no plain function that calls another plain one, and the domain must not import it.
So each function is copied with a namespace in which its helper is the compiled helper; the code
object is the domain's own.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, cast

from outrider.domain.coresponse import choice
from outrider.roads.compiled import compiled

F = TypeVar("F", bound=Callable[..., Any])


def rebound(function: F, **helpers: Any) -> F:
    """The same code, with other globals under the names given."""
    plain = cast(FunctionType, function)
    names = {**plain.__globals__, **helpers}
    copy = FunctionType(plain.__code__, names, plain.__name__, plain.__defaults__)
    copy.__module__ = __name__
    copy.__qualname__ = plain.__qualname__
    copy.__annotations__ = plain.__annotations__
    return cast(F, copy)


probability_first = compiled(rebound(choice.probability_first))
failed_gates = compiled(rebound(choice.failed_gates, probability_first=probability_first))
goes_before = compiled(rebound(choice.goes_before))
