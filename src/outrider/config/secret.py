"""The key that signs sessions and forms."""

import os
import secrets
from pathlib import Path


def secret_key(given: str, var: Path) -> str:
    """The key given, or the one of this installation: made at the first start, mode 0600."""
    if given:
        return given
    path = var / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, key: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    try:
        # A link, not a rename: of two processes that start together the first one's key stays.
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
