"""Nearest node to a point: a grid over the nodes, searched in growing rings."""

from dataclasses import dataclass
from math import ceil, cos, radians
from typing import Final

import numpy as np

from outrider.roads.compiled import compiled
from outrider.roads.geometry import METRES_A_DEGREE
from outrider.roads.values import FloatArray, IntArray

CELL_M: Final = 250.0


@dataclass(frozen=True)
class NodeGrid:
    """Nodes by square cell of `CELL_M` metres; `scale` is metres a degree north and east."""

    south: float
    west: float
    scale: tuple[float, float]
    columns: int
    rows: int
    cell_start: IntArray
    cell_nodes: IntArray


def grid_shape(
    lat: FloatArray, lon: FloatArray
) -> tuple[float, float, tuple[float, float], int, int]:
    """South, west, metres a degree, columns and rows for the nodes given."""
    south, west = float(lat.min()), float(lon.min())
    middle = (south + float(lat.max())) / 2
    scale = METRES_A_DEGREE, METRES_A_DEGREE * cos(radians(middle))
    rows = ceil((float(lat.max()) - south) * scale[0] / CELL_M) + 1
    columns = ceil((float(lon.max()) - west) * scale[1] / CELL_M) + 1
    return south, west, scale, columns, rows


def make_grid(lat: FloatArray, lon: FloatArray) -> NodeGrid:
    """Sorts the nodes into cells."""
    south, west, scale, columns, rows = grid_shape(lat, lon)
    row = ((lat - south) * scale[0] / CELL_M).astype(np.int64)
    column = ((lon - west) * scale[1] / CELL_M).astype(np.int64)
    cell = row * columns + column
    start = np.zeros(rows * columns + 1, np.int32)
    np.cumsum(np.bincount(cell, minlength=rows * columns), out=start[1:])
    nodes = np.argsort(cell, kind="stable").astype(np.int32)
    return NodeGrid(south, west, scale, columns, rows, start, nodes)


@compiled
def nearest_node(
    cell_start: IntArray,
    cell_nodes: IntArray,
    lat: FloatArray,
    lon: FloatArray,
    south: float,
    west: float,
    scale_lat: float,
    scale_lon: float,
    columns: int,
    rows: int,
    at_lat: float,
    at_lon: float,
    furthest_m: float,
) -> tuple[int, float]:
    """Nearest node and its distance in metres; node -1 if none within `furthest_m`."""
    y, x = (at_lat - south) * scale_lat, (at_lon - west) * scale_lon
    row, column = int(np.floor(y / 250.0)), int(np.floor(x / 250.0))
    best, best_square = -1, furthest_m * furthest_m
    ring = 0
    while True:
        inner = (ring - 1) * 250.0
        if ring > 0 and inner > 0 and inner * inner > best_square:
            break
        for r in range(max(0, row - ring), min(rows - 1, row + ring) + 1):
            edge = r == row - ring or r == row + ring
            step = 1 if edge or ring == 0 else 2 * ring
            for c in range(column - ring, column + ring + 1, step):
                if c < 0 or c >= columns:
                    continue
                cell = r * columns + c
                for i in range(cell_start[cell], cell_start[cell + 1]):
                    node = cell_nodes[i]
                    dy = (lat[node] - at_lat) * scale_lat
                    dx = (lon[node] - at_lon) * scale_lon
                    square = dy * dy + dx * dx
                    if square < best_square or (square == best_square and node < best):
                        best, best_square = node, square
        ring += 1
        if ring > rows + columns and best >= 0:
            break
        if ring * 250.0 > furthest_m + 500.0:
            break
    return best, np.sqrt(best_square)
