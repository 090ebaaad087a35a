"""Files that a scenario names: from its folder, or from a variable of the environment."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import Pack, parse_pack

_VARIABLE: Final = re.compile(r"\$\{?([A-Z][A-Z0-9_]*)\}?")
SYNTHETIC: Final = "synthetic"
DEFAULT: Final = "default"
PACKS: Final = Path(__file__).parent / "data" / "packs"
"""Rule packs that ship for scenarios of real schemes, by name."""


def path_of(words: str, folder: Path) -> Path:
    """The file that the words name.

    Raises:
        ValueError: a variable that is not set, or a file that is not there, with what to do.
    """
    for name in _VARIABLE.findall(words):
        if not os.environ.get(name):
            raise ValueError(f"{name} is not set. Set it to the folder or file that it stands for.")
    filled = _VARIABLE.sub(lambda found: os.environ[found[1]], words)
    path = folder / Path(filled).expanduser()
    if not path.is_file():
        raise ValueError(f"{path} is not there. Correct the path; it goes from {folder}.")
    return path


def pack_of(words: str, folder: Path) -> Pack:
    """The rule pack: the product's own, another that ships, or that of a file.

    Raises:
        ValueError: no such file, or what is wrong in it.
    """
    return parse_pack(pack_data(words, folder))


def pack_data(words: str, folder: Path) -> Mapping[str, Any]:
    """What the rule pack's file says, before it is read as rules.

    Raises:
        ValueError: no such file, or one that cannot be read.
    """
    if words == DEFAULT:
        return DEFAULT_PACK
    shipped = PACKS / f"{words}.toml"
    path = shipped if shipped.is_file() else path_of(words, folder)
    try:
        return _read(path)
    except (ValueError, UnicodeDecodeError) as wrong:
        raise ValueError(f"{path.name} cannot be read: {wrong}. Save it as JSON or TOML.") from None


def _read(path: Path) -> Mapping[str, Any]:
    text = path.read_text(encoding="utf-8")
    data = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("it holds no table")
    return data
