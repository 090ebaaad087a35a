"""Kinds of place that a caller names, from OpenStreetMap tags, in plain words."""

from collections.abc import Mapping
from typing import Final

SETTLEMENTS: Final = ("city", "town", "suburb", "village", "hamlet", "locality")
"""From the one that most callers mean to the one that few know."""

_PLACE: Final = {
    "city": "city",
    "town": "town",
    "suburb": "suburb",
    "neighbourhood": "suburb",
    "village": "village",
    "hamlet": "hamlet",
    "isolated_dwelling": "hamlet",
    "locality": "locality",
}

_KINDS: Final[dict[str, dict[str, str]]] = {
    "amenity": {
        "pub": "pub", "bar": "pub", "nightclub": "night club",
        "school": "school", "college": "school", "kindergarten": "school",
        "university": "school", "hospital": "hospital", "clinic": "health centre",
        "doctors": "doctors", "health_centre": "health centre", "dentist": "dentist",
        "pharmacy": "pharmacy", "nursing_home": "care home", "social_facility": "care home",
        "police": "police station", "fire_station": "fire station",
        "ambulance_station": "ambulance station", "prison": "prison", "library": "library",
        "townhall": "town hall", "community_centre": "community centre",
        "place_of_worship": "church", "theatre": "theatre", "cinema": "cinema",
        "restaurant": "restaurant", "cafe": "café", "fast_food": "take-away",
        "fuel": "filling station", "ferry_terminal": "ferry terminal",
        "bus_station": "bus station", "bank": "bank", "post_office": "post office",
        "parking": "car park", "courthouse": "court", "swimming_pool": "swimming pool",
    },
    "emergency": {"ambulance_station": "ambulance station", "lifeboat_station": "lifeboat station"},
    "healthcare": {
        "hospital": "hospital", "clinic": "health centre", "centre": "health centre",
        "doctor": "doctors", "pharmacy": "pharmacy", "dentist": "dentist",
    },
    "shop": {"supermarket": "supermarket", "mall": "shopping centre", "convenience": "shop",
             "department_store": "shop"},
    "tourism": {
        "hotel": "hotel", "guest_house": "hotel", "hostel": "hotel", "camp_site": "camp site",
        "caravan_site": "camp site", "attraction": "attraction", "museum": "museum",
        "theme_park": "attraction", "zoo": "attraction",
    },
    "leisure": {
        "sports_centre": "sports centre", "stadium": "stadium", "park": "park",
        "marina": "marina", "golf_course": "golf course", "pitch": "sports ground",
    },
    "railway": {"station": "railway station", "halt": "railway station"},
    "natural": {"beach": "beach", "bay": "bay", "peak": "hill", "cliff": "cliff"},
}  # fmt: skip


def place_kind_of(tags: Mapping[str, str]) -> str | None:
    """Kind of settlement, or None."""
    return _PLACE.get(tags.get("place", ""))


def kind_of(tags: Mapping[str, str]) -> str | None:
    """Kind of a named place other than a settlement, or None if callers do not name such."""
    for key, kinds in _KINDS.items():
        kind = kinds.get(tags.get(key, ""))
        if kind:
            return kind
    return None
