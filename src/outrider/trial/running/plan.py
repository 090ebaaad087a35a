"""What is to be run, and whether a folder holds a part of just that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version as installed
from pathlib import Path
from typing import Final

import outrider

LAYOUT: Final = 1
"""Of the result files; a folder of another layout cannot be gone on with."""

_SHAPING: Final = (
    "trial/*.py", "trial/engine/*.py", "trial/scenario/*.py", "trial/demand/*.py",
    "trial/building/*.py", "trial/judging/**/*.py", "trial/running/*.py", "roads/**/*.py",
    "domain/coresponse/*.py", "domain/people/*.py",
)  # fmt: skip
"""Code that decides what comes out of a replication; that of reports and checks does not."""


@dataclass(frozen=True)
class Plan:
    """One scenario, its arms, and how much of it is kept. `keep`: replications kept by call."""

    scenario: str
    hash: str
    seed: int
    version: str
    arms: tuple[str, ...]
    keep: int
    layout: int = LAYOUT

    def differs_from(self, other: Plan) -> str:
        """Says in what `other` (that of a folder) is another run; empty where it is the same."""
        for name, word in _WORDS.items():
            ours, theirs = getattr(self, name), getattr(other, name)
            if ours != theirs:
                return f"It holds {word} {_said(theirs)}, and you asked for {_said(ours)}."
        return ""


_WORDS: Final = {
    "layout": "files of layout",
    "hash": "a run of the scenario with the hash",
    "seed": "a run with the seed",
    "version": "a run by version",
    "arms": "the arms",
    "keep": "single calls of so many replications:",
}


def _said(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


@lru_cache(maxsize=1)
def software_version() -> str:
    """The version, and after a plus a digest of the code that shapes results.

    Two copies of one version of which somebody changed a line do not go on with each other's runs.
    """
    root = Path(outrider.__file__).parent
    digest = sha256()
    for pattern in _SHAPING:
        for file in sorted(root.glob(pattern)):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return f"{installed('outrider')}+{digest.hexdigest()[:12]}"
