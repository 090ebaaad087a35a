"""A client that follows the live picture: snapshot, then what each journal row touched."""

from __future__ import annotations

from typing import Any

from outrider.api.live.entities import render_touched, snapshot_entities
from outrider.domain.access import Viewer
from outrider.journal.queries import head_seq, tail

Entities = dict[tuple[str, str], dict[str, Any]]


def picture(viewer: Viewer) -> Entities:
    """A fresh snapshot, by type and id."""
    return {(entity["type"], entity["id"]): entity for entity in snapshot_entities(viewer)}


class Follower:
    """What a viewer's screen shows when it only ever applied events to its first snapshot."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.cursor = head_seq()
        self.seen = picture(viewer)

    def catch_up(self) -> None:
        rows = tail(self.cursor, 10_000)
        if not rows:
            return
        self.cursor = rows[-1].seq
        touched = [key for row in rows for key in row.touches]
        if f"viewer:{self.viewer.user_id}" in touched:
            self.seen = picture(self.viewer)
            return
        upsert, gone = render_touched(self.viewer, touched)
        for entity in upsert:
            self.seen[entity["type"], entity["id"]] = entity
        for entity in gone:
            self.seen.pop((entity["type"], entity["id"]), None)
