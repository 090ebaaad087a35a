"""Does a lesson give away the officer, their station or the case? Its readers may not know."""

from __future__ import annotations

import re

from outrider.safety.models import Case


def identifying(case: Case, text: str) -> str:
    """The first word of the text that gives the case away; empty when there is none."""
    for word in _words(case):
        # as written: "back to the wall" does not name PC Wall
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            return word
    return ""


def _words(case: Case) -> list[str]:
    found = [case.number, case.station.name, case.crime_ref, case.incident.call_number]
    place = case.incident.place_label.split(",")[0]
    if case.incident.place_known:
        found.append(place)
    if case.victim is not None:
        found += [case.victim.family_name, case.victim.number]
    return [word.strip() for word in found if word and len(word.strip()) > 2]
