"""Why a call went no further, as the flow says it: the live journal and a run share the codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from outrider.domain.coresponse.mission import REASONS, Press

OTHER: Final = "other"
SAID: Final[dict[str, Press]] = {
    "owner-refused": Press.REFUSE,
    "withdrawn": Press.WITHDRAW,
    "crew-declined": Press.DECLINE,
    "stood-down": Press.STAND_DOWN,
    "called-back": Press.RECALL,
    "unable": Press.UNABLE,
}
"""Codes of which somebody said why: `crew-declined:too-far`. A run knows the code alone."""
UNTOLD: Final = frozenset({"not-fit", OTHER})
"""Why somebody was not fit is nobody's business: it counts as another reason."""


def with_why(code: str, said: str) -> str:
    """The code with the reason that was given, where there is one that is told."""
    if code not in SAID or not said:
        return code
    known = said in REASONS[SAID[code]] and said not in UNTOLD
    return f"{code}:{said if known else OTHER}"


_CODES: Final[dict[str, str]] = {
    "route_to_police": "an ordinary police job",
    "not_eligible": "outside what the scheme agreed",
    "no_rules": "not eligible: no rules in force",
    "no-scheme": "no scheme in this arm",
    "no-ambulance": "no ambulance was there to be sent with it",
    "ambulance-as-quick": "ambulance as quick or quicker",
    "nobody-fits": "no unit that was free, near enough and sooner",
    "nobody-free": "no unit free to be asked",
    "no-position": "too far, or no position",
    "no-search": "nobody was asked, no reason recorded",
    "owner-refused": "its own control said no",
    "owner-silent": "no answer from its own control",
    "withdrawn": "withdrawn before an answer",
    "crew-declined": "crew declined",
    "crew-silent": "no answer from the crew",
    "state-forbids": "police state changed",
    "ambulance-first": "stood down: the ambulance was there",
    "not-wanted": "stood down: no longer wanted",
    "stood-down": "stood down on the way",
    "called-back": "called back to a police job",
    "unable": "could not go on",
    "under-way": "not yet over",
}


def _worded() -> Iterator[tuple[str, str]]:
    for code, words in _CODES.items():
        yield code, words
        if code in SAID:
            for said, text in REASONS[SAID[code]].items():
                if said not in UNTOLD:
                    yield f"{code}:{said}", f"{words}: {text[0].lower()}{text[1:]}"
            yield f"{code}:{OTHER}", f"{words}: another reason"


WORDS: Final[dict[str, str]] = dict(_worded())
"""What each code reads as, in the order in which the flow shows them."""
