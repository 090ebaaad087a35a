"""Why a call went no further, as the flow says it: the live journal and a run share the codes."""

from __future__ import annotations

from typing import Final

# What each code reads as, in the order in which the flow shows them.
WORDS: Final[dict[str, str]] = {
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
