"""numba, with a cache that survives a read-only installation."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compiles a function to machine code that releases the GIL.

    The code is cached beside the package, else in the user's cache folder; where neither can be
    written, it is compiled anew by each process.
    """
    try:
        return cast(F, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba: "no locator available"
        return cast(F, njit(nogil=True)(function))
