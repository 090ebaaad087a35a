"""What is true of the invented force by construction, as data with words.

Sources: the local Federation's claims (twenty officers assaulted five times in a year, most in
Southampton and then Portsmouth, one team of five much lower, racially aggravated up by 60 %), and
Home Office use-of-force statistics, table 10 (46 to 53 % of officers' injuries were not intentional
assaults). What has no source is marked as assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

PEOPLE: Final = 2_700
"""Officers and specials. Hampshire had 2,741 full-time officers in September 2018 (Home Office)."""


@dataclass(frozen=True, slots=True)
class Truths:
    """Multipliers act on the rate of assaults in an hour of operational duty."""

    words: str
    assaults: int  # expected in a year, with those that nobody recorded here
    frailty: float | None  # gamma shape of the rate between officers; None: all alike
    young: float  # multiplier in the first two years of service, as the last whole month ends
    low_station: str
    low_team: str
    low: float  # multiplier of that team
    racial: float  # share of assaults on white officers, before the step, that are racial
    racial_step: float  # multiplier from `racial_from` on
    racial_from: int  # days before the force's moment
    racial_minority: float  # multiplier of the share for minority-ethnic officers
    racial_even: bool  # spread so that each group has the number it expects; else each by itself
    hidden: float  # share that is in one or two of the three lists and was never recorded here
    injured: float  # share of recorded assaults with injury
    not_assault: float  # share of recorded injuries that were no intentional assault
    link: float  # multiplier of an officer's later rate, once the link officer's talk was held
    before_talks: float = 1.0  # so many times `assaults` there would be without any talk
    cities: Mapping[str, float] = field(default_factory=dict)  # multiplier by station


PLANTED: Final = Truths(
    words=(
        "About twenty officers are recorded as assaulted five times or more in the year. Response "
        "C at Southampton Central is assaulted a tenth as often as its four sister teams; "
        "Southampton and then Portsmouth have most. Racially aggravated assaults go up by 60 % "
        "about five months before the end. Minority-ethnic officers are racially abused three "
        "times as often, and officers in their first two years are assaulted twice as often in "
        "the same work. 30 % of assaults are in one or two of the crime, safety and use-of-force "
        "lists and were never recorded here. 28.5 % of recorded assaults injured somebody, and "
        "half of all recorded injuries were no assault. An officer who sat down with a link "
        "officer is assaulted 40 % less often after."
    ),
    assaults=1_400,  # 30 % of them hidden leaves about 980 recorded
    frailty=0.42,
    young=2.0,  # assumed. A year shows 1.5 in two forces of three only: people scatter so much
    low_station="southampton-central",
    low_team="Response C",
    low=0.1,  # assumed: "much lower". At 0.25 the best possible test finds it in half of the years
    racial=0.13,  # assumed
    racial_step=1.6,
    racial_from=150,
    racial_minority=3.0,  # assumed
    racial_even=True,
    hidden=0.30,
    injured=0.285,
    not_assault=0.49,
    link=0.6,  # assumed
    before_talks=1.09,  # [calc] what the talks take away again
    cities={"southampton-central": 1.7, "portsmouth-central": 1.4},  # the order; assumed
)

NULL: Final = replace(
    PLANTED,
    words=(
        "The null force: as many people, hours and records, and nothing planted. Every officer is "
        "assaulted at the same rate in an hour of operational duty, whoever they are, wherever "
        "they serve and whatever happened before; whoever is in another list is recorded here too."
    ),
    assaults=980,  # all of them recorded: the same number of cases
    frailty=None,
    young=1.0,
    low=1.0,
    racial=0.165,  # the planted force's mean
    racial_step=1.0,
    racial_minority=1.0,
    racial_even=False,  # luck alone, whole: a spread that is even would be quieter than luck
    hidden=0.0,
    link=1.0,
    before_talks=1.0,
    cities={},
)


def truths(*, null: bool) -> Truths:
    return NULL if null else PLANTED
