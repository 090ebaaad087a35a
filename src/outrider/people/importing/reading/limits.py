"""How much is read at most. Each limit has its sentence where it is met."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 20 * MEGABYTE
LARGEST_UPLOAD: Final = 3 * MEGABYTE
"""By a browser; the command line takes `LARGEST_FILE`. Below the server's limit of any request."""

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 1_000
UNPACKED: Final = 120 * MEGABYTE
"""Of a workbook, which is a zip file: a small one can hold gigabytes."""

MOST_PARTS: Final = 2_000
