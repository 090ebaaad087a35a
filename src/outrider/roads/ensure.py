"""The network that a process starts with: named, built before, downloaded, or invented."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from outrider.roads.build import build_network
from outrider.roads.download import download, public_extract
from outrider.roads.errors import DownloadFailed, ExtractMissing, NetworkMissing, RoadsError
from outrider.roads.extract import Progress, sha256_of
from outrider.roads.network import Network, load_network
from outrider.roads.synthetic import build_synthetic

log = logging.getLogger(__name__)

DEFAULT_FOLDER: Final = Path("var") / "roads"


def roads_folder() -> Path:
    """OUTRIDER_ROADS_DIR, else var/roads under the working directory."""
    return Path(os.environ.get("OUTRIDER_ROADS_DIR") or DEFAULT_FOLDER)


def ensure_network(
    folder: Path | None = None, *, progress: Callable[[str, float], None] | None = None
) -> Network:
    """Opens the network of the folder, making it first if need be. In this order:

    the extract that OUTRIDER_ROADS names (built anew if its SHA-256 is another), the network built
    before, a download of the public extract (unless OUTRIDER_OFFLINE=1), an invented network.
    Raises ExtractMissing if OUTRIDER_ROADS names a file that is not there. Two processes that start
    at once build one network.
    """
    folder = folder or roads_folder()
    tell: Progress = progress or (lambda _stage, _fraction: None)
    with _alone(folder):
        named = os.environ.get("OUTRIDER_ROADS")
        if named:
            return _from_extract(Path(named), folder, tell)
        built = _built(folder)
        if built is not None and not built.synthetic:
            return built
        return _downloaded(folder, tell) or built or _invented(folder, tell)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _built(folder: Path) -> Network | None:
    try:
        return load_network(folder)
    except NetworkMissing:
        return None


def _from_extract(extract: Path, folder: Path, tell: Progress) -> Network:
    if not extract.is_file():
        raise ExtractMissing(
            f"OUTRIDER_ROADS names {extract}, which is not there. Correct it, or unset it to use "
            "the network built before or the public extract."
        )
    built = _built(folder)
    if built is not None and built.meta["source"]["sha256"] == sha256_of(extract):
        return built
    return build_network(extract, folder, progress=tell)


def _downloaded(folder: Path, tell: Progress) -> Network | None:
    if os.environ.get("OUTRIDER_OFFLINE") == "1":
        return None
    try:
        extract = download(public_extract(), folder.parent / "downloads", tell)
        return build_network(extract, folder, progress=tell)
    except DownloadFailed as failed:
        log.warning("No public extract: %s Going on without it.", failed)
    except RoadsError as broken:
        log.warning("The downloaded extract cannot be used: %s", broken)
    return None


def _invented(folder: Path, tell: Progress) -> Network:
    tell("Inventing roads", 0.0)
    network = build_synthetic(folder)
    tell("Inventing roads", 1.0)
    return network
