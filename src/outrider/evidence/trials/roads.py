"""Road extracts that an administrator has put on the server for trials on pages, by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings

from outrider.trial.scenario.lines import find_lines

VARIABLE: Final = "OUTRIDER_TRIAL_ROADS"
ENDING: Final = ".osm.pbf"
_NAMED: Final = re.compile(rf"\$\{{?{VARIABLE}\}}?/([^/\\]+)")


def extracts() -> tuple[str, ...]:
    """Names of the extracts of the folder; none where no folder is set or it cannot be read."""
    if not settings.TRIAL_ROADS:
        return ()
    try:
        found = [one.name for one in Path(settings.TRIAL_ROADS).iterdir() if one.is_file()]
    except OSError:
        return ()
    return tuple(sorted(name for name in found if name.endswith(ENDING)))


def words_for(name: str) -> str:
    """As a scenario names it: here, and on the command line where the variable is set."""
    return f"${VARIABLE}/{name}"


def is_offered(words: object) -> bool:
    """Whether these words of a scenario are one of the extracts on offer, and nothing else."""
    named = _NAMED.fullmatch(words) if isinstance(words, str) else None
    return named is not None and named[1] in extracts()


def told() -> str:
    """What a scenario may say of its roads on this server."""
    names = ", ".join(f"“{words_for(name)}”" for name in extracts())
    return f"On this server it may be “synthetic”{f' or {names}' if names else ''}."


def with_roads(text: str, name: str) -> str:
    """The text of a scenario with these roads, its comments and the number of its lines kept.

    Raises:
        ValueError: the text has no line of its own for the network.
    """
    line = find_lines(text).line.get(("roads", "network"), 0)
    lines = text.splitlines(keepends=True)
    if not line or not re.match(r"\s*network\s*=", lines[line - 1]):
        raise ValueError("The scenario has no line “network = …” under [roads]. Add one.")
    ending = "\n" if lines[line - 1].endswith("\n") else ""
    lines[line - 1] = f'network = "{words_for(name)}"{ending}'
    return "".join(lines)
