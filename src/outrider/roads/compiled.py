"""numba, with a cache that survives a read-only installation and notices every change of code."""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_COMPILED: Final = ("domain", "roads", "signals", "trial")  # where compiled functions stand


def compiled(function: F) -> F:
    """Compiles a function to machine code that releases the GIL.

    The code is cached beside the package, else in the user's cache folder; where neither can be
    written, it is compiled anew by each process.
    """
    try:
        return cast(F, _whole(njit(cache=True, nogil=True)(function)))
    except RuntimeError:  # numba: "no locator available"
        return cast(F, njit(nogil=True)(function))


def _whole(dispatcher: Any) -> Any:
    """Makes the cache of this function good for these sources only.

    numba looks at the file of the function alone and would go on with old code after a change of
    a function that it calls, which stands in another file.
    """
    file = dispatcher._cache._cache_file
    file._source_stamp = (file._source_stamp, stamp())
    return dispatcher


@cache
def stamp() -> str:
    """Hangs on the content of every file that compiled functions may stand in."""
    digest = blake2b(digest_size=16)
    for folder in _COMPILED:
        for path in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
