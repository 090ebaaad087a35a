"""What a phone keeps so that the app opens without signal: the shell page and every file it needs.

The list is read from the modules themselves, so that a new import cannot be forgotten.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from django.conf import settings
from django.templatetags.static import static

from outrider.web.import_map import LOCK, STATIC, import_map

ENTRY: Final = "js/phone/main.js"
BESIDE: Final = (
    "css/tokens.css",
    "css/components.css",
    "css/map.css",
    "css/phone.css",
    "js/page.js",
    "img/favicon.svg",
    "img/phone/icon-192.png",
)
TEMPLATES: Final = Path(__file__).parent.parent / "templates"
PAGES: Final = ("base.html.jinja", "phone/app.html.jinja")

_IMPORT: Final = re.compile(
    r"""(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{}\s,]+?\s*from\s*)?["']([^"']+)["']"""
)


def shell_files(entry: str = ENTRY, beside: tuple[str, ...] = BESIDE) -> tuple[str, ...]:
    """Static files of the app, as paths below the static folder, each once, in a stable order."""
    found: set[str] = set()
    waiting = [entry, *(path for path in beside if path.endswith(".js"))]
    names = _bare_names()
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += _imports(path, names)
    return tuple(sorted(found | set(beside)))


def _imports(path: str, names: dict[str, str]) -> list[str]:
    source = (STATIC / path).read_text(encoding="utf-8")
    return [_resolved(path, name, names) for name in _IMPORT.findall(source)]


def _resolved(path: str, name: str, names: dict[str, str]) -> str:
    if not name.startswith("."):
        return names[name]
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / name).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _bare_names() -> dict[str, str]:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return {
        name: f"vendor/{file}" for package in packages for name, file in package["imports"].items()
    }


def shell() -> tuple[str, list[str]]:
    """Version of the shell, and the addresses that a phone fetches for it.

    The version changes with any byte of any file, of the page's templates or of the import map.
    """
    return _cached() if settings.STATIC_MODE == "hashed" else _made()


@lru_cache(maxsize=1)
def _cached() -> tuple[str, list[str]]:
    return _made()


def _made() -> tuple[str, list[str]]:
    return versioned(shell_files(), PAGES)


def versioned(
    files: tuple[str, ...], pages: tuple[str, ...], also: bytes = b""
) -> tuple[str, list[str]]:
    """A version of these files, templates and other bytes, and the files' addresses."""
    digest = hashlib.sha256(str(import_map()).encode())
    for path in [STATIC / file for file in files] + [TEMPLATES / page for page in pages]:
        digest.update(path.read_bytes())
    digest.update(also)
    return digest.hexdigest()[:16], [static(file) for file in files]
