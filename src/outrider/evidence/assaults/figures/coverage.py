"""A link officer in every station, and whether the conversation takes place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from outrider.domain.safety.link_cover import NOTICE, Cover
from outrider.evidence.assaults.frame import Assaults
from outrider.trial.judging.estimates import Estimate, Share, counted, estimate
from outrider.trial.judging.table import Table

WORDS = {
    Cover.COVERED: "Has a link officer",
    Cover.LAPSING: f"Training ends within {NOTICE.days} days",
    Cover.NONE: "Has none",
}


@dataclass(frozen=True)
class Coverage:
    counts: tuple[tuple[str, int], ...]
    without: tuple[str, ...]  # names of stations
    talked: Share  # within 14 days, of cases old enough
    days: Estimate  # to the conversation, median; of those that took place, soon or late
    table: Table

    @property
    def stations(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def title(self) -> str:
        none = len(self.without)
        if not self.stations:
            return "No station yet"
        if not none:
            return f"Every station has a link officer ({counted(self.stations, 'station')})"
        verb = "has" if none == 1 else "have"
        return f"{none} of {counted(self.stations, 'station')} {verb} no link officer"

    @property
    def says(self) -> str:
        where = f" Without: {', '.join(self.without)}." if self.without else ""
        if not self.talked.of:
            return f"No case is two weeks old yet.{where}"
        took = ""
        if self.days.n:
            took = f"; where they did, soon or late, the median was {self.days.text('days')}"
        return (
            f"After {self.talked.count:,} of {self.talked.of:,} records the officer and a link "
            f"officer sat down within two weeks ({self.talked.percent}, "
            f"{self.talked.range_text}){took}.{where}"
        )

    @property
    def doesnt(self) -> str:
        return (
            "How many were offered it: an officer who says “not now” leaves no trace, on purpose. "
            "Nor that the conversation helped; that needs a comparison over time."
        )

    @property
    def meta(self) -> str:
        return (
            f"n = {counted(self.stations, 'station')} where somebody serves, on the day of this "
            "page. A link officer counts while their own training is in date. Share: exact "
            "binomial; median: bootstrap."
        )


def coverage(frame: Assaults) -> Coverage:
    counts = tuple(
        (words, int((frame.station_cover == cover.value).sum())) for cover, words in WORDS.items()
    )
    soon = np.isfinite(frame.talk_days) & (frame.talk_days <= 14)
    old = frame.old_enough
    had = frame.talk_days[np.isfinite(frame.talk_days) & old]
    named = list(zip(frame.station.tolist(), frame.station_cover.tolist(), strict=True))
    return Coverage(
        counts=counts,
        without=tuple(name for name, cover in named if cover == Cover.NONE.value),
        talked=Share(int((soon & old).sum()), int(old.sum())),
        days=estimate(had, "median"),
        table=Table(
            ("Station", "Link officer"),
            tuple((name, WORDS[Cover(cover)]) for name, cover in named),
            frozenset({0, 1}),
        ),
    )
