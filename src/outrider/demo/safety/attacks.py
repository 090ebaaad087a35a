"""A year of assaults and injuries with the planted truths: who, when, and what is known of it.

A Poisson process an officer, whose rate follows their hours of operational duty and a gamma of
their own; thinned once the link officer has sat down with them. Mixed Poisson: Greenwood and Yule
1920.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.demo.past.calls import LOCAL
from outrider.demo.safety.exposure import Exposure
from outrider.demo.safety.links import Appointment
from outrider.demo.safety.people import Person
from outrider.demo.safety.truths import PEOPLE, Truths
from outrider.demo.seeds import array_stream, stream

HOURS: Final = (
    9, 9, 8, 5, 3, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
"""Weights of the local hours: the evening and the small hours. Assumed."""
WEEKEND: Final = 1.6  # Friday evening to Sunday morning, beside another day; assumed
QUIET: Final = timedelta(hours=3)
"""Nothing happened in the last hours before the force's moment."""
TALK_HELD: Final = 0.55  # of those who were offered one; assumed
LISTS: Final = ("crime", "health-safety", "use-of-force")


@dataclass(slots=True)
class Attack:
    """An assault, or an injury that was none. `talk_at` is when the conversation was held."""

    person: Person
    at: datetime
    assault: bool
    racial: bool = False
    injured: bool = False
    hidden: bool = False
    lists: tuple[str, ...] = ()
    talk_at: datetime | None = None
    covered: bool = False  # a link officer was appointed at the station then


def draw_attacks(
    seed: int,
    anchor: datetime,
    truths: Truths,
    people: Sequence[Person],
    exposure: Exposure,
    links: Iterable[Appointment],
) -> list[Attack]:
    """Every assault and injury of the year before `anchor`, in order of time."""
    # who is young in service is told at the end of the last whole month, as exposure is
    rates = _rates(seed, anchor.date().replace(day=1), truths, people, exposure)
    by_station: dict[str, list[Appointment]] = {}
    for link in links:
        by_station.setdefault(link.station, []).append(link)
    numbers = array_stream(seed, "safety-counts").poisson(rates)
    found: list[Attack] = []
    for row, person in enumerate(people):
        if numbers[row].any():
            random = stream(seed, "safety-attacks", person.number)
            times = _times(random, numbers[row], exposure, anchor)
            found += _one_officer(random, truths, person, times, by_station)
    found.sort(key=lambda attack: (attack.at, attack.person.number))
    _abuse(seed, anchor, truths, found)
    _injure(seed, truths, found)
    return _with_injuries(seed, anchor, truths, people, exposure, found)


def _rates(
    seed: int, today: date, truths: Truths, people: Sequence[Person], exposure: Exposure
) -> NDArray[np.float64]:
    """Expected assaults by person and month. They add up to `truths.assaults` for a full force."""
    random = array_stream(seed, "safety-frailty")
    own = np.ones(len(people))
    if truths.frailty is not None:
        own = random.gamma(truths.frailty, 1 / truths.frailty, len(people))
        _even(own, exposure.hours.sum(axis=1), np.array([one.young(today) for one in people]))
    weight = exposure.hours * np.array([_multiplier(one, today, truths) for one in people])[:, None]
    weight *= own[:, None]
    expected = truths.assaults * truths.before_talks * len(people) / PEOPLE
    return np.asarray(weight * expected / weight.sum())


def _even(own: NDArray[np.float64], hours: NDArray[np.float64], young: NDArray[np.bool_]) -> None:
    """So that the young as a whole have what is planted, and not what a few of them are like."""
    for group in (young, ~young):
        if hours[group].sum() > 0:
            own[group] *= hours[group].sum() / (hours[group] * own[group]).sum()


def _multiplier(person: Person, today: date, truths: Truths) -> float:
    low = (person.station, person.team) == (truths.low_station, truths.low_team)
    rate = truths.cities.get(person.station, 1.0) * (truths.low if low else 1.0)
    return rate * (truths.young if person.young(today) else 1.0)


def _times(
    random: Random, counts: NDArray[np.int64], exposure: Exposure, anchor: datetime
) -> list[datetime]:
    found = []
    for month, count in enumerate(counts):
        for _ in range(int(count)):
            at = _moment(random, exposure.starts[month], exposure.ends[month])
            found.append(min(at, anchor - QUIET))
    return sorted(found)


def _moment(random: Random, start: datetime, end: datetime) -> datetime:
    """A moment between the two, more often on a weekend night."""
    while True:
        day = start + (end - start) * random.random()
        hour = random.choices(range(24), HOURS)[0]
        local = day.astimezone(LOCAL).replace(hour=hour, minute=random.randrange(60))
        at = local.replace(second=0, microsecond=0)
        night = at - timedelta(hours=6)
        weight = WEEKEND if night.weekday() in (4, 5) else 1.0
        if start <= at < end and random.random() < weight / WEEKEND:
            return at.astimezone(start.tzinfo)


def _one_officer(
    random: Random,
    truths: Truths,
    person: Person,
    times: list[datetime],
    links: dict[str, list[Appointment]],
) -> list[Attack]:
    found: list[Attack] = []
    talked: datetime | None = None
    for at in times:
        kept = random.random() < (truths.link if talked and talked < at else 1.0)
        attack = Attack(person, at, assault=True)
        attack.hidden = random.random() < truths.hidden
        attack.lists = _lists(random, hidden=attack.hidden)
        day = (at + timedelta(days=5)).date()
        near = links.get(person.station, ())
        attack.covered = any(link.covers(day) and link.person is not person for link in near)
        held = at + timedelta(days=random.uniform(5, 18))
        if random.random() < TALK_HELD and attack.covered and not attack.hidden:
            attack.talk_at = held
        if kept:
            found.append(attack)
            talked = attack.talk_at if talked is None else talked
    return found


def racial_share(truths: Truths, person: Person, at: datetime, anchor: datetime) -> float:
    share = truths.racial
    if at >= anchor - timedelta(days=truths.racial_from):
        share *= truths.racial_step
    if person.ethnic == "minority-ethnic":
        share *= truths.racial_minority
    return min(share, 0.9)


def _lists(random: Random, *, hidden: bool) -> tuple[str, ...]:
    """In which other lists it stands. What was recorded here is mostly in the crime list too."""
    if hidden:
        return tuple(sorted(random.sample(LISTS, 1 if random.random() < 0.65 else 2)))
    chances = (0.93, 0.55, 0.62)
    return tuple(
        name for name, chance in zip(LISTS, chances, strict=True) if random.random() < chance
    )


def _abuse(seed: int, anchor: datetime, truths: Truths, attacks: list[Attack]) -> None:
    """Which are racial: a systematic sample, so that each group has the number that it expects.

    Where nothing is planted each is drawn by itself.
    """
    if not truths.racial_even:
        random = stream(seed, "safety-racial")
        for attack in attacks:
            attack.racial = random.random() < racial_share(truths, attack.person, attack.at, anchor)
        return
    step = anchor - timedelta(days=truths.racial_from)
    order = sorted(
        attacks, key=lambda a: (a.hidden, a.at >= step, a.person.ethnic, a.at, a.person.number)
    )
    at = stream(seed, "safety-racial").random()
    total = 0.0
    for attack in order:
        total += racial_share(truths, attack.person, attack.at, anchor)
        if total >= at:
            attack.racial = True
            at += 1


def _injure(seed: int, truths: Truths, attacks: list[Attack]) -> None:
    """So many of the recorded ones, and the same share of those that were not."""
    random = stream(seed, "safety-injuries")
    for hidden in (False, True):
        some = [attack for attack in attacks if attack.hidden == hidden]
        for attack in random.sample(some, round(truths.injured * len(some))):
            attack.injured = True


def _with_injuries(
    seed: int,
    anchor: datetime,
    truths: Truths,
    people: Sequence[Person],
    exposure: Exposure,
    attacks: list[Attack],
) -> list[Attack]:
    """Injuries that were no assault, by hours alone: as many as their share asks for."""
    random = array_stream(seed, "safety-struggles")
    injured = sum(attack.injured and not attack.hidden for attack in attacks)
    wanted = round(injured * truths.not_assault / (1 - truths.not_assault))
    chances = (exposure.hours / exposure.hours.sum()).ravel()
    columns = exposure.hours.shape[1]
    for number, cell in enumerate(random.choice(len(chances), size=wanted, p=chances)):
        row, month = divmod(int(cell), columns)
        own = stream(seed, "safety-struggle", number)
        at = min(_moment(own, exposure.starts[month], exposure.ends[month]), anchor - QUIET)
        lists = ("health-safety",) if own.random() < 0.8 else ()
        attacks.append(Attack(people[row], at, assault=False, injured=True, lists=lists))
    return sorted(attacks, key=lambda attack: (attack.at, attack.person.number))
