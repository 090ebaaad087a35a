"""Fetches the public extract once, if there is a network to fetch it over."""

import http.client
import os
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from outrider.roads.errors import DownloadFailed
from outrider.roads.extract import Progress, check_is_pbf

_CHUNK: Final = 1 << 16
STAGE: Final = "Downloading the public extract"


@dataclass(frozen=True, slots=True)
class Source:
    """Address of an extract and how patient to be with it."""

    name: str
    url: str
    connect_seconds: float
    largest_bytes: int


def public_extract() -> Source:
    """The extract named in sources.toml, or by OUTRIDER_ROADS_URL."""
    text = (files("outrider.roads") / "sources.toml").read_text("utf-8")
    raw: dict[str, Any] = tomllib.loads(text)["download"]
    return Source(
        name=str(raw["name"]),
        url=os.environ.get("OUTRIDER_ROADS_URL") or str(raw["url"]),
        connect_seconds=float(raw["connect_seconds"]),
        largest_bytes=int(raw["largest_megabytes"]) * 1_000_000,
    )


def download(source: Source, folder: Path, progress: Progress) -> Path:
    """Fetches the extract into the folder; raises DownloadFailed, leaving nothing half done."""
    if urlsplit(source.url).scheme not in {"http", "https"}:
        raise DownloadFailed(f"{source.url} is not a web address. Correct OUTRIDER_ROADS_URL.")
    folder.mkdir(parents=True, exist_ok=True)
    part, target = folder / f"{source.name}.part", folder / source.name
    try:
        _fetch(source, part, progress)
        check_is_pbf(part)
        part.replace(target)
    except urllib.error.HTTPError as refused:
        raise DownloadFailed(f"{_host(source)} answered {refused.code}.") from refused
    except (OSError, http.client.HTTPException) as broken:
        reason = getattr(broken, "reason", None) or broken or type(broken).__name__
        raise DownloadFailed(f"{_host(source)} could not be reached ({reason}).") from broken
    except Exception as wrong:
        raise DownloadFailed(f"What {_host(source)} sent is no extract: {wrong}") from wrong
    finally:
        part.unlink(missing_ok=True)
    return target


def _host(source: Source) -> str:
    return urlsplit(source.url).netloc


def _fetch(source: Source, part: Path, progress: Progress) -> None:
    request = urllib.request.Request(source.url, headers={"User-Agent": "outrider"})  # noqa: S310
    opened = urllib.request.urlopen(request, timeout=source.connect_seconds)  # noqa: S310
    with opened as answer, part.open("wb") as file:
        expected = int(answer.headers.get("Content-Length") or 0)
        done = 0
        while chunk := answer.read(_CHUNK):
            done += len(chunk)
            if done > source.largest_bytes:
                raise DownloadFailed(f"more than {source.largest_bytes:,} bytes")
            file.write(chunk)
            progress(STAGE, min(1.0, done / expected) if expected else 0.0)
    if done < expected:
        raise DownloadFailed(f"it stopped after {done:,} of {expected:,} bytes")
