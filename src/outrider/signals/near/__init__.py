"""Near repeats (F48)."""

from outrider.signals.near.knox import Knox, knox
from outrider.signals.near.pairs import Pairs, haversine_pairs, planar_pairs, table_pairs
from outrider.signals.near.result import KNOX, knox_result

METHODS = (KNOX,)

__all__ = [
    "KNOX",
    "METHODS",
    "Knox",
    "Pairs",
    "haversine_pairs",
    "knox",
    "knox_result",
    "planar_pairs",
    "table_pairs",
]
