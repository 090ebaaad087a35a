"""Arrays without a count of who holds them.

numba counts each use of an array with an atomic instruction, which was a fifth of a run's time.
Inside a run the caller holds everything, so nothing needs counting.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, cast

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

T = TypeVar("T")


class _Same(Protocol):
    def __call__(self, fields: T, /) -> T: ...


@intrinsic
def _borrowed(typing: Any, fields: Any) -> Any:
    """The same array, or tuple of arrays, tuples and numbers."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return _bare(context, builder, signature.args[0], values[0])

    return fields(fields), generate


borrowed = cast(_Same, _borrowed)
"""For compiled functions: what it takes, valid while the caller holds what it gave."""


def _bare(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        of: Any = kind  # a tuple of types
        parts = cgutils.unpack_tuple(builder, value, len(kind))
        bare = [_bare(context, builder, *one) for one in zip(of, parts, strict=True)]
        return context.make_tuple(builder, kind, bare)
    return value
