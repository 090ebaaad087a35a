"""Finished replications in one file, in order, each whole or not there.

A file that is cut off in the middle of a replication (power lost, process killed) is cut back to
the last whole one. An entry is a head (mark, length, CRC-32) and three Arrow streams.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import pyarrow as pa

_HEAD: Final = struct.Struct("<4sQI")
_SIZES: Final = struct.Struct("<3Q")
_MARK: Final = b"OTR1"


class Part(NamedTuple):
    """What one replication gave; `calls` and `jobs` are empty where they are not kept."""

    summaries: list[pa.RecordBatch]
    calls: list[pa.RecordBatch]
    jobs: list[pa.RecordBatch]


def packed(part: Part) -> bytes:
    """A replication as bytes: the same for the same content."""
    streams = [_stream(batches) for batches in part]
    return _SIZES.pack(*(len(one) for one in streams)) + b"".join(streams)


def unpacked(payload: bytes) -> Part:
    """The other way."""
    at = _SIZES.size
    found = []
    for size in _SIZES.unpack_from(payload):
        found.append(_batches(memoryview(payload)[at : at + size]))
        at += size
    return Part(*found)


def _stream(batches: list[pa.RecordBatch]) -> bytes:
    if not batches:
        return b""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd", unify_dictionaries=False)
    # One thread: several would write the same bytes, and take the workers' cores.
    options.use_threads = False
    with pa.ipc.new_stream(sink, batches[0].schema, options=options) as out:
        for batch in batches:
            out.write_batch(batch)
    return bytes(sink.getvalue())


def _batches(stream: memoryview) -> list[pa.RecordBatch]:
    if not stream:
        return []
    options = pa.ipc.IpcReadOptions(use_threads=False)
    with pa.ipc.open_stream(pa.py_buffer(stream), options=options) as made:
        return list(made)


class Parts:
    """The file, open to be added to. Counts the whole entries there are and drops a torn one."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self._file: IO[bytes] = path.open("r+b")
        self.whole = 0
        end = 0
        for payload in _entries(self._file):
            end += _HEAD.size + len(payload)
            self.whole += 1
        self._file.truncate(end)
        self._file.seek(end)

    def add(self, payload: bytes) -> None:
        """The next replication."""
        self._file.write(_HEAD.pack(_MARK, len(payload), zlib.crc32(payload)) + payload)
        self._file.flush()
        self.whole += 1

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def parts_of(path: Path) -> Iterator[Part]:
    """Every whole replication of the file, in order."""
    with path.open("rb") as file:
        for payload in _entries(file):
            yield unpacked(payload)


def whole_after(path: Path, at: int) -> bytes:
    """The whole entries from byte `at` on, which must be where one begins; empty: none is new.

    Joined in their order they are the file again, so that it can be kept in pieces elsewhere.
    """
    try:
        with path.open("rb") as file:
            file.seek(at)
            end = at + sum(_HEAD.size + len(payload) for payload in _entries(file))
            file.seek(at)
            return file.read(end - at)
    except FileNotFoundError:
        return b""


def _entries(file: IO[bytes]) -> Iterator[bytes]:
    size = os.fstat(file.fileno()).st_size
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        mark, length, check = _HEAD.unpack(head)
        if mark != _MARK or length > size - file.tell():  # a torn head may ask for any length
            return
        payload = file.read(length)
        if len(payload) < length or zlib.crc32(payload) != check:
            return
        yield payload
