"""Arrays without a count of who holds them.

numba counts each use of an array with an atomic instruction, which was a fifth of a run's time.
Inside a run the caller holds everything, so nothing needs counting.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def borrowed(typing: Any, fields: Any) -> Any:
    """The same tuple of arrays, tuples and numbers. Valid while the caller holds the first."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return _bare(context, builder, signature.args[0], values[0])

    return fields(fields), generate


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
