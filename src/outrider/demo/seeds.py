"""Everything invented comes from one seed: the same seed gives the same bytes.

Each purpose draws from a stream of its own, so that a change to one part of the demo does not move
another.
"""

from __future__ import annotations

from hashlib import sha256
from random import Random
from typing import Final
from uuid import UUID, uuid5

import numpy as np

_SPACE: Final = UUID("5f0c1e0a-6a54-5b0d-9d0e-0f1a2b3c4d5e")
DEFAULT_SEED: Final = 7


def made_id(seed: int, *what: object) -> UUID:
    """The id of an invented thing; the same names always give the same id."""
    return uuid5(_SPACE, "/".join(str(part) for part in (seed, *what)))


def stream(seed: int, *purpose: object) -> Random:
    """Random numbers for one purpose."""
    return Random(_number(seed, purpose))


def array_stream(seed: int, *purpose: object) -> np.random.Generator:
    """Random arrays for one purpose."""
    return np.random.default_rng(_number(seed, purpose))


def _number(seed: int, purpose: tuple[object, ...]) -> int:
    text = "/".join(str(part) for part in (seed, *purpose))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")
