"""Which offers of support follow from what an officer went through. Never anything but offers.

Traumatic jobs and assaults count together. An offer is for the officer: it is no flag, no score,
and nothing that decides who is sent ever reads it.

Sources: TRiM is a peer interview at about 72 hours and again at about one month (28 days); a
single-session debriefing does not help and can harm (Rose 2002), so none is offered. Cumulative
exposure predicts harm (frontiersin fpsyg.2019.02305); how much of it calls for an offer is nowhere
set, so `Limits` are Outrider's own defaults, which a force sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from outrider.domain.coresponse.conditions import Condition
from outrider.domain.safety.decider import Classification

TRIM: Final = timedelta(hours=72)
TRIM_MONTH: Final = timedelta(days=28)
TRIM_LATEST: Final = timedelta(days=14)  # a first interview is no longer offered after this
TRIM_MONTH_LATEST: Final = timedelta(days=42)


class Kind(StrEnum):
    JOB = "job"
    ASSAULT = "assault"
    TOO_MUCH = "too-much"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS: Final[Mapping[Kind, str]] = {
    Kind.JOB: "A hard medical job",
    Kind.ASSAULT: "What was done to you",
    Kind.TOO_MUCH: "You said that it was too much",
}


OF_ANOTHER: Final[Mapping[Kind, str]] = {
    Kind.JOB: "A hard medical job",
    Kind.ASSAULT: "What was done to them",
    Kind.TOO_MUCH: "They said that it was too much",
}


class Offer(StrEnum):
    CHECK_IN = "check-in"
    TRIM = "trim"
    TRIM_MONTH = "trim-month"
    OCCUPATIONAL_HEALTH = "occupational"

    @property
    def label(self) -> str:
        return _OFFER_LABELS[self]


_OFFER_LABELS: Final[Mapping[Offer, str]] = {
    Offer.CHECK_IN: "A call to see how you are",
    Offer.TRIM: "A talk with a TRiM colleague",
    Offer.TRIM_MONTH: "A second talk with a TRiM colleague",
    Offer.OCCUPATIONAL_HEALTH: "An appointment with occupational health",
}
WHAT: Final[Mapping[Offer, str]] = {
    Offer.CHECK_IN: "Somebody from occupational health rings you. It takes as long as you want.",
    Offer.TRIM: (
        "Trauma risk management: a trained colleague goes through what happened with you, about "
        "three days after it. It is not a debrief and not an assessment of your work."
    ),
    Offer.TRIM_MONTH: "The same talk again, about a month after it, to see how it has gone.",
    Offer.OCCUPATIONAL_HEALTH: (
        "Several hard things in a short time add up. This is an appointment to talk that through."
    ),
}


class Answer(StrEnum):
    YES = "yes"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Limits:
    """Outrider's own defaults. Nothing published sets them."""

    window: timedelta = timedelta(days=90)  # what lies further back no longer adds up
    adds_up: int = 3  # exposures of either kind within the window
    again: int = 2  # assaults within the window


DEFAULTS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """What a medical job was for those who were with the patient."""

    condition: str
    age_band: str
    with_patient: bool
    left_by_order: bool  # care was abandoned with a recorded authority
    answers: Mapping[str, object]  # of the patient report


def is_traumatic(job: Job) -> bool:
    """A cardiac arrest, a child, a patient who did not wake, heavy bleeding, or a patient left.

    Outrider does not know who died: a patient who was "not at all" awake at the end stands for it.
    """
    if not job.with_patient:
        return False
    answers = job.answers
    return (
        job.condition == Condition.CARDIAC_ARREST
        or job.age_band in ("0 to 7", "8 to 15")
        or answers.get("avpu") == "none"
        or answers.get("bleeding") is True
        or answers.get("cpr_needed") is True
        or job.left_by_order
    )


@dataclass(frozen=True, slots=True)
class Assault:
    classification: Classification
    hurt: str
    medical: str
    armed: bool


def counts(assault: Assault) -> bool:
    """Every assault, threat and abuse counts, also while nobody has classified it.

    An injury in a struggle has the plan; it is not something that was done to the officer.
    """
    return assault.classification is not Classification.INJURY


def is_heavy(assault: Assault) -> bool:
    """Badly hurt, in hospital, or a weapon: offered what follows a traumatic job."""
    return assault.hurt == "badly" or assault.medical == "hospital" or assault.armed


@dataclass(frozen=True, slots=True)
class Exposure:
    kind: Kind
    key: str  # of the job or the case: what an offer remembers, so that it is made once
    at: datetime
    heavy: bool


@dataclass(frozen=True, slots=True)
class Made:
    """An offer that was made before."""

    offer: Offer
    at: datetime
    keys: frozenset[str]
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Due:
    """An offer to make now."""

    offer: Offer
    rule: str
    because: tuple[Exposure, ...]

    @property
    def first(self) -> str:
        """The key that makes this offer one: two processes cannot both make it."""
        return self.because[-1].key


def offers_due(
    exposures: Iterable[Exposure],
    made: Sequence[Made],
    now: datetime,
    limits: Limits = DEFAULTS,
) -> tuple[Due, ...]:
    """The offers to make to one officer now. None that was made before for the same thing."""
    lately = sorted(
        (one for one in exposures if now - limits.window < one.at <= now),
        key=lambda one: (one.at, one.key),
    )
    found = (
        _check_in(lately, made, now),
        _again(lately, made, limits),
        _trim(lately, made, now),
        _trim_month(lately, made, now),
        _adds_up(lately, made, now, limits),
    )
    once: dict[Offer, Due] = {}
    for due in found:
        if due is not None:
            once.setdefault(due.offer, due)
    return tuple(once.values())


def _known(made: Sequence[Made], *offers: Offer) -> frozenset[str]:
    return frozenset(key for one in made if one.offer in offers for key in one.keys)


def _check_in(lately: list[Exposure], made: Sequence[Made], now: datetime) -> Due | None:
    """After a heavy job or assault, at once; from 72 hours on TRiM takes its place."""
    known = _known(made, Offer.CHECK_IN)
    new = tuple(one for one in lately if one.heavy and now - one.at < TRIM and one.key not in known)
    return Due(Offer.CHECK_IN, "support.after", new) if new and not _waiting(made) else None


def _waiting(made: Sequence[Made]) -> bool:
    """Nobody is asked twice at once whether they want a call."""
    return any(one.offer is Offer.CHECK_IN and one.answer is None for one in made)


def _again(lately: list[Exposure], made: Sequence[Made], limits: Limits) -> Due | None:
    """Assaulted again within the window: a call, whatever each of them was."""
    assaults = tuple(one for one in lately if one.kind is Kind.ASSAULT)
    if len(assaults) < limits.again:
        return None
    newest = assaults[-1]
    since = any(one.offer is Offer.CHECK_IN and one.at >= newest.at for one in made)
    if since or newest.key in _known(made, Offer.CHECK_IN) or _waiting(made):
        return None
    return Due(Offer.CHECK_IN, "support.again", assaults)


def _trim(lately: list[Exposure], made: Sequence[Made], now: datetime) -> Due | None:
    """One talk about everything heavy that nobody has offered to talk about yet."""
    known = _known(made, Offer.TRIM)
    new = [one for one in lately if one.heavy and one.key not in known]
    ripe = [one for one in new if TRIM <= now - one.at <= TRIM_LATEST]
    if not ripe:
        return None
    talked = tuple(one for one in new if now - one.at <= TRIM_LATEST)
    return Due(Offer.TRIM, "support.trim", talked)


def _trim_month(lately: list[Exposure], made: Sequence[Made], now: datetime) -> Due | None:
    """A month on. Whoever said no to the first talk is not asked again."""
    known = _known(made, Offer.TRIM_MONTH)
    declined = frozenset(
        key
        for one in made
        if one.offer is Offer.TRIM and one.answer is Answer.NO
        for key in one.keys
    )
    ripe = tuple(
        one
        for one in lately
        if one.heavy
        and one.key not in known | declined
        and TRIM_MONTH <= now - one.at <= TRIM_MONTH_LATEST
    )
    return Due(Offer.TRIM_MONTH, "support.trim-month", ripe) if ripe else None


def _adds_up(
    lately: list[Exposure], made: Sequence[Made], now: datetime, limits: Limits
) -> Due | None:
    """Jobs and assaults together. Once in a window, however many more there are."""
    counted = tuple(one for one in lately if one.heavy or one.kind is Kind.ASSAULT)
    if len(counted) < limits.adds_up:
        return None
    before = any(
        one.offer is Offer.OCCUPATIONAL_HEALTH and now - one.at < limits.window for one in made
    )
    return None if before else Due(Offer.OCCUPATIONAL_HEALTH, "support.adds-up", counted)
