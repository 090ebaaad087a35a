"""Roads: an OpenStreetMap extract in, drive times, places and a map out. No service outside."""

from outrider.roads.build import build_network
from outrider.roads.ensure import ensure_network, roads_folder
from outrider.roads.errors import (
    CannotLocate,
    DownloadFailed,
    ExtractMissing,
    NetworkMissing,
    NoRoads,
    NotAPbf,
    NotConnected,
    PointOutside,
    RoadsError,
    TruncatedExtract,
)
from outrider.roads.gazetteer import Gazetteer
from outrider.roads.grid import from_os_grid, to_os_grid
from outrider.roads.locate import Located, locate
from outrider.roads.network import Network, load_network
from outrider.roads.synthetic import build_synthetic
from outrider.roads.values import (
    Driving,
    IntArray,
    Place,
    Reach,
    RoadClass,
    Route,
    RouteStep,
    Snap,
)
from outrider.roads.warm import warm_up

__all__ = [
    "CannotLocate", "DownloadFailed", "Driving", "ExtractMissing", "Gazetteer", "IntArray",
    "Located", "Network", "NetworkMissing", "NoRoads", "NotAPbf", "NotConnected", "Place",
    "PointOutside", "Reach", "RoadClass", "RoadsError", "Route", "RouteStep", "Snap",
    "TruncatedExtract", "build_network", "build_synthetic",
    "ensure_network", "from_os_grid",
    "load_network", "locate", "roads_folder", "to_os_grid", "warm_up",
]  # fmt: skip
