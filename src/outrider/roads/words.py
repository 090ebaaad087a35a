"""How people write places, brought to one form; and an index of words that forgives slips."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORT: Final = {
    "st": ("street", "saint"), "saint": ("st",), "rd": ("road",), "ave": ("avenue",),
    "av": ("avenue",), "ln": ("lane",), "la": ("lane",), "cl": ("close",), "dr": ("drive",),
    "cres": ("crescent",), "gdns": ("gardens",), "pl": ("place",), "sq": ("square",),
    "ct": ("court",), "tce": ("terrace",), "terr": ("terrace",), "gt": ("great",),
    "gr": ("great",), "jct": ("junction",), "stn": ("station",), "hosp": ("hospital",),
    "sch": ("school",), "hse": ("house",), "pk": ("park",), "mt": ("mount",),
    "upr": ("upper",), "lwr": ("lower",), "nth": ("north",), "sth": ("south",),
    "ph": ("pub",), "dr's": ("doctors",), "gp": ("doctors",),
}  # fmt: skip
_FILLER: Final = frozenset({"the", "of", "in", "at", "near", "on", "by", "a"})

EXACT: Final = 1.0
PREFIX: Final = 0.9
_SLIP: Final = 0.75


def plain(text: str) -> str:
    """Lower case without accents, apostrophes or other marks."""
    text = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("'", ""))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", text))


def words_of(text: str) -> list[str]:
    """Words that carry the name; fillers only if there is nothing else."""
    words = plain(text).split()
    return [w for w in words if w not in _FILLER] or words


class WordIndex:
    """Which of the indexed texts hold a word, its beginning, or something like it."""

    def __init__(self, texts: Iterable[list[str]]) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(texts):
            for word in set(words):
                self._holders[word].append(number)
        self._words = sorted(self._holders)

    def like(self, word: str) -> dict[str, float]:
        """Indexed words that this one may mean, with how sure that is (0 to 1)."""
        found = dict(self._slips(word))
        found.update(dict.fromkeys(bisect_range(self._words, word), PREFIX))
        for long_form in _SHORT.get(word, ()):
            if long_form in self._holders:
                found[long_form] = EXACT
        if word in self._holders:
            found[word] = EXACT
        return found

    def _slips(self, word: str) -> list[tuple[str, float]]:
        if len(word) < 4 or any(c.isdigit() for c in word):
            return []
        most = 1 if len(word) < 7 else 2
        hits = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        return [(text, _SLIP - 0.1 * (distance - 1)) for text, distance, _ in hits]

    def holders(self, word: str) -> list[int]:
        """Texts that hold exactly this word."""
        return self._holders.get(word, [])


def bisect_range(words: list[str], start: str) -> list[str]:
    """Those of the sorted words that begin with `start`."""
    first = bisect_left(words, start)
    return words[first : bisect_left(words, start + "\uffff", first)]
