"""Offers of support: the officer's own, and what whoever rings them needs once they said yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from outrider.coresponse.queries.views import stamp
from outrider.crossover.models import SupportOffer
from outrider.crossover.queries.scope import accepted_offers, own_offers
from outrider.domain.access import Viewer
from outrider.domain.crossover.support import OF_ANOTHER, WHAT, Kind, Offer
from outrider.journal.access import log_read

View = dict[str, Any]
MOST = 200
YOURS = {kind: kind.label for kind in Kind}


def view_own(viewer: Viewer) -> list[View]:
    """Newest first. Nobody else ever reads these."""
    return [view_offer(row) for row in own_offers(viewer).order_by("-made_at", "pk")[:MOST]]


def view_offer(row: SupportOffer) -> View:
    """One's own offer."""
    offer = Offer(row.kind)
    return {
        "id": str(row.pk),
        "kind": offer.value,
        "title": offer.label,
        "what": WHAT[offer],
        "because": _because(row),
        "made_at": stamp(row.made_at),
        "answer": row.answer or None,
        "contact": row.contact,
        "says_why": row.says_why,
        "reached_at": stamp(row.reached_at),
    }


def view_accepted(viewer: Viewer) -> list[View]:
    """Who said yes and wants to be reached, longest waiting first; each look is noted."""
    rows = accepted_offers(viewer).select_related("officer__station")
    waiting_first = F("reached_at").asc(nulls_first=True)
    found = list(rows.order_by(waiting_first, "answered_at", "pk")[:MOST])
    for row in found:
        log_read(
            who=viewer.pseudonym,
            role=viewer.role.value,
            entity=f"support:{row.pk}",
            why="to-ring",
        )
    return [view_for_contact(row) for row in found]


def view_for_contact(row: SupportOffer) -> View:
    """Whom to reach, and how. Why only as far as the officer said so."""
    officer = row.officer
    view: View = {
        "id": str(row.pk),
        "kind": row.kind,
        "title": Offer(row.kind).label,
        "officer": {
            "id": str(officer.pk),
            "name": officer.spoken_name,
            "number": officer.number,
            "station": officer.station.name,
        },
        "accepted_at": stamp(row.answered_at),
        "contact": row.contact,
        "reached_at": stamp(row.reached_at),
    }
    if row.says_why:
        view["because"] = _because(row, OF_ANOTHER)
    return view


def _because(row: SupportOffer, words: Mapping[Kind, str] = YOURS) -> list[View]:
    """Kinds and days. What happened is told nowhere but where it was recorded."""
    return [
        {"kind": each["kind"], "text": words[Kind(each["kind"])], "on": each["on"]}
        for each in row.because
    ]
