"""Invented street names and places: plain, and recognisably nobody's."""

from random import Random
from typing import Final

_FIRST: Final = (
    "Lark", "Thorn", "Mill", "Ash", "Brook", "Fern", "Gorse", "Hazel", "Heron", "Holly",
    "Juniper", "Kestrel", "Lapwing", "Linnet", "Maple", "Meadow", "Osprey", "Otter", "Plover",
    "Quarry", "Rowan", "Sorrel", "Swift", "Tansy", "Teal", "Thrift", "Willow", "Wren", "Yarrow",
    "Avocet", "Bramble", "Curlew",
)  # fmt: skip
_SECOND: Final = (
    "field", "bank", "wood", "well", "gate", "mead", "combe", "down", "hurst", "croft", "ridge",
    "side", "stone", "bourne", "hay", "leigh",
)  # fmt: skip
_STREET: Final = ("Road", "Street", "Avenue", "Close", "Way", "Drive", "Terrace", "Gardens")
_PUB: Final = ("Arms", "Inn", "Tavern", "Anchor", "Head", "Rest")


class Names:
    """Draws names in a fixed order from one stream of random numbers."""

    def __init__(self, stream: Random) -> None:
        self._stream = stream

    def _pick(self, words: tuple[str, ...]) -> str:
        return words[int(self._stream.random() * len(words))]

    def street(self) -> str:
        return f"{self._pick(_FIRST)}{self._pick(_SECOND)} {self._pick(_STREET)}"

    def lane(self) -> str:
        return f"{self._pick(_FIRST)}{self._pick(_SECOND)} Lane"

    def pub(self) -> str:
        return f"{self._pick(_FIRST)}{self._pick(_SECOND)} {self._pick(_PUB)} (invented)"
