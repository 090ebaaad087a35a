"""Small pictures for the repository: a screen has few colours, so 256 of them are enough.

Reads the 8-bit PNG that a browser writes and writes one with a palette.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2, vq

Pixels = NDArray[np.uint8]

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CHANNELS: Final = {2: 3, 6: 4}  # PNG's colour types: RGB, RGBA
COLOURS: Final = 256
KEPT: Final = 160  # the most frequent colours stay exactly as they are


def smaller(png: bytes) -> bytes:
    """The same picture in at most 256 colours."""
    pixels = decoded(png)
    palette, indices = _quantised(pixels)
    return _encoded(palette, indices)


def decoded(png: bytes) -> Pixels:
    """Height × width × 3."""
    header, data = b"", b""
    at = len(SIGNATURE)
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", header[:10])
    assert depth == 8
    each = CHANNELS[colour]
    rows = _unfiltered(zlib.decompress(data), height, width * each, each)
    return rows.reshape(height, width, each)[:, :, :3]


def _unfiltered(raw: bytes, height: int, length: int, each: int) -> Pixels:
    above = bytearray(length)
    rows = []
    for number in range(height):
        start = number * (length + 1)
        row = bytearray(raw[start + 1 : start + 1 + length])
        _undo(raw[start], row, above, each)
        rows.append(bytes(row))
        above = row
    return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(height, length)


def _undo(kind: int, row: bytearray, above: bytearray, each: int) -> None:
    """The five filters of the PNG specification, section 9."""
    if kind == 2:
        row[:] = (np.frombuffer(row, np.uint8) + np.frombuffer(above, np.uint8)).tobytes()
        return
    for i in range(len(row) if kind else 0):
        left = row[i - each] if i >= each else 0
        up = above[i]
        corner = above[i - each] if i >= each else 0
        guess = {1: left, 3: (left + up) // 2}.get(kind)
        row[i] = (row[i] + (_paeth(left, up, corner) if guess is None else guess)) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    base = left + up - corner
    away = (abs(base - left), abs(base - up), abs(base - corner))
    return (left, up, corner)[away.index(min(away))]


def _quantised(pixels: Pixels) -> tuple[Pixels, Pixels]:
    flat = pixels.reshape(-1, 3)
    colours, inverse, counts = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    palette = colours
    if len(colours) > COLOURS:
        order = np.argsort(-counts)
        rest = colours[order[KEPT:]].astype(float)
        means, _ = kmeans2(rest, COLOURS - KEPT, minit="++", seed=1, missing="warn", iter=12)
        palette = np.vstack([colours[order[:KEPT]], means.round().astype(np.uint8)])
    nearest, _ = vq(colours.astype(float), palette.astype(float))
    return palette, nearest[inverse.reshape(-1)].astype(np.uint8).reshape(pixels.shape[:2])


def _encoded(palette: Pixels, indices: Pixels) -> bytes:
    height, width = indices.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices]).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
