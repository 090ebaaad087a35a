"""The import map: how a module's plain name or address becomes the file with a hash in its name.

Browsers apply the map after they have resolved a relative import, so `./lib/icon.js` inside a
module finds its hashed file although nothing rewrote the module.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from markupsafe import Markup

STATIC: Final = Path(__file__).parent / "static"
LOCK: Final = STATIC / "vendor" / "vendor.lock.json"
# Escapes that keep a JSON text from closing the script element that holds it.
IN_SCRIPT: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def import_map() -> Markup:
    """The map as JSON, ready for `<script type="importmap" nonce=...>`."""
    made = _cached() if settings.STATIC_MODE == "hashed" else _made()
    return Markup(made.translate(IN_SCRIPT))  # noqa: S704 (addresses of our own files)


@lru_cache(maxsize=1)
def _cached() -> str:
    return _made()


def _made() -> str:
    return json.dumps({"imports": vendored() | own()}, separators=(",", ":"))


def vendored() -> dict[str, str]:
    """Bare names of the vendored libraries, from `vendor.lock.json`."""
    if not LOCK.exists():
        return {}
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return {
        name: static(f"vendor/{file}")
        for package in packages
        for name, file in package["imports"].items()
    }


def own() -> dict[str, str]:
    """Addresses of our own modules, each to its hashed address. Empty without hashed names."""
    if settings.STATIC_MODE != "hashed":
        return {}
    plain = {
        f"{settings.STATIC_URL}{path.relative_to(STATIC).as_posix()}": path
        for path in sorted((STATIC / "js").rglob("*.js"))
    }
    return {
        address: staticfiles_storage.url(path.relative_to(STATIC).as_posix())
        for address, path in plain.items()
    }
