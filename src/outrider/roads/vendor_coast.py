"""Clips the island's coast out of Natural Earth, once.

`python -m outrider.roads.vendor_coast FILE`, where FILE is land-10m.json of the npm package
world-atlas (`npm pack world-atlas@2.0.2`, then unpack). The result, coast.geojson beside this file,
is committed; nothing of this runs in the product.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).with_name("coast.geojson")
WORLD_ATLAS: Final = "2.0.2"
SHA256: Final = "9b9f584709c119d63fbadf484ce425260497697b7166be7a2fe360e8c0b171a8"
ISLAND: Final = (50.5, -1.7, 50.85, -1.05)
"""South, west, north, east: the Isle of Wight and nothing else lies wholly inside."""


def decoded_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs of a quantised TopoJSON file as longitude, latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round(x * sx + tx, 5), round(y * sy + ty, 5)))
        arcs.append(line)
    return arcs


def island_rings(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Closed arcs that lie wholly inside the box."""
    south, west, north, east = ISLAND
    return [
        arc
        for arc in decoded_arcs(topology)
        if arc[0] == arc[-1] and all(west < x < east and south < y < north for x, y in arc)
    ]


def main(source: Path) -> None:
    """Writes coast.geojson; refuses a file other than the one whose hash is above."""
    raw = source.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        sys.exit(f"{source.name} is not land-10m.json of world-atlas {WORLD_ATLAS}.")
    result = {
        "type": "FeatureCollection",
        "about": {
            "what": "Coast of the Isle of Wight, 1:10m",
            "package": f"world-atlas {WORLD_ATLAS} (npm), land-10m.json",
            "sha256_of_source": SHA256,
            "data": "Natural Earth 4.1.0, public domain (naturalearthdata.com)",
            "packaging_licence": "ISC, Copyright 2013-2019 Michael Bostock",
            "made_by": "outrider.roads.vendor_coast",
        },
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "Isle of Wight"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for ring in island_rings(json.loads(raw))
        ],
    }
    TARGET.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
