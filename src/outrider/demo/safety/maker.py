"""Scenes that are written step by step, and what most of their steps are."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from outrider.demo.past.calls import LOCAL
from outrider.demo.safety.attacks import Attack
from outrider.demo.safety.facts import Facts
from outrider.demo.safety.people import Person
from outrider.demo.safety.scene import Cast, Scene
from outrider.demo.seeds import made_id, stream
from outrider.domain.safety.case import commands as c
from outrider.people.models import Station


class Maker:
    """Makes scenes at one station."""

    def __init__(self, seed: int, anchor: datetime, station: Station) -> None:
        self.seed, self.anchor, self.station = seed, anchor, station

    def at(self, days: int, clock: time) -> datetime:
        """So many days before the force's moment, at this local time."""
        day = self.anchor.astimezone(LOCAL).date() - timedelta(days=days)
        return datetime.combine(day, clock, LOCAL).astimezone(UTC)

    def attack(
        self, victim: Person, happened: datetime, facts: Facts, lists: tuple[str, ...]
    ) -> Attack:
        return Attack(
            victim,
            happened,
            assault=True,
            racial="race" in facts.hate,
            injured=facts.hurt != "no",
            lists=lists,
            covered=True,
        )

    def scene(
        self,
        victim: Person,
        days: int,
        clock: time,
        facts: Facts,
        lists: tuple[str, ...],
        cast: Cast,
    ) -> Scene:
        happened = self.at(days, clock)
        return Scene(
            id=made_id(self.seed, "case", "story", victim.number, days),
            attack=self.attack(victim, happened, facts, lists),
            facts=facts,
            cast=cast,
            random=stream(self.seed, "safety-story", victim.number, days),
            recorded=happened + facts.delay,
            until=self.anchor,
            seed=self.seed,
            number="",
            station_id=self.station.pk,
        )


def plain_facts(methods: list[str], place: str, seconds: int, number: int) -> Facts:
    """In a street, in public view, nobody hurt; what differs is set afterwards."""
    return Facts(
        methods=methods,
        hurt="no",
        place_type="street",
        place=place,
        activity="arrest",
        delay=timedelta(minutes=1),
        seconds=seconds,
        public_view=True,
        crime_ref=f"44269900{number:03d}",
        hs_ref=f"HS-29{number:03d}",
        footage=[f"BWV-77{number % 100:02d}-02"],
        suspect=f"CU-90{number:03d}",
    )


def done(scene: Scene, hours: float, who: Person, key: str, text: str) -> None:
    """A task done so many hours after the record."""
    at = scene.recorded + timedelta(hours=hours)
    scene.do(at, who, c.FinishTask(key, str(who.id), has_evidence=True, at=at), text)
