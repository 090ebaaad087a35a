"""Asks for memory before it is needed: a row of a travel-time table that fits no cache."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypeAlias, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

from outrider.roads.compiled import compiled

Singles: TypeAlias = NDArray[np.float32]

LINE: Final = 16  # columns of a line of the cache
LINES: Final = 6


class _Ask(Protocol):
    def __call__(self, table: Singles, row: int, column: int, /) -> None: ...


@intrinsic
def _ask(typing: Any, table: Any, row: Any, column: Any) -> Any:
    """Nothing is waited for and nothing is read; a place outside the table does no harm."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kind = signature.args[0]
        array = context.make_array(kind)(context, builder, values[0])
        at = cgutils.get_item_pointer(context, builder, kind, array, values[1:])
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kinds = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        fetch = cgutils.get_or_insert_function(builder.module, kinds, "llvm.prefetch.p0i8")
        read, keep, data = number(0), number(3), number(1)
        builder.call(fetch, [builder.bitcast(at, byte), read, keep, data])
        return context.get_dummy_value()

    return types.void(table, types.intp, types.intp), generate


ask = cast(_Ask, _ask)


@compiled
def fetch(table: Singles, row: int) -> None:
    """The first columns of the row, which are the busiest, come into the cache meanwhile."""
    for line in range(LINES):
        ask(table, row, line * LINE)
