"""Offers of support: made by the clock or by one press, answered by the officer, seen by one role.

No offer touches a live entity, and nothing here writes a row that choosing a unit reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from outrider.coresponse.models import Mission
from outrider.crossover.exposure import case_key, exposures_since, job_key
from outrider.crossover.missions import was_on
from outrider.crossover.models import SupportOffer
from outrider.crossover.queries.scope import accepted_offers, own_offers
from outrider.crossover.services.entries import support_entry
from outrider.crossover.services.guards import need
from outrider.domain.access import Permission, Viewer
from outrider.domain.crossover.support import (
    Answer,
    Due,
    Exposure,
    Kind,
    Limits,
    Made,
    Offer,
    offers_due,
)
from outrider.domain.errors import Forbidden, NotFound, invalid
from outrider.domain.refusal import Refused
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.notify.models import Notice
from outrider.people.models import Officer
from outrider.safety.models import Case, Incident

LONGEST_CONTACT: Final = 120
KEPT: Final = timedelta(days=180)
"""An offer that was not taken up is gone after this, whatever the answer was."""
ANSWERS: Final = tuple(Answer)
TOO_MUCH: Final = "support.too-much"


def limits() -> Limits:
    return Limits(timedelta(days=settings.SUPPORT_WINDOW_DAYS), settings.SUPPORT_ADDS_UP)


def make_offers(now: datetime) -> int:
    """Every offer that is due, to whomever; how many were made. The clock calls it."""
    found = exposures_since(now - limits().window)
    made = _made_to(found)
    ripe = [
        officer
        for officer, exposures in found.items()
        if offers_due(exposures, made.get(officer, ()), now, limits())
    ]
    return sum(offer_to(officer, now) for officer in sorted(ripe))


@transaction.atomic
def offer_to(officer: UUID, now: datetime) -> int:
    """What is due to one officer, worked out again under a lock: two processes make each once."""
    row = Officer.objects.select_for_update(no_key=True).filter(pk=officer, left_on=None).first()
    if row is None:
        return 0
    exposures = exposures_since(now - limits().window, officer).get(officer, [])
    due = offers_due(exposures, _made_to([officer]).get(officer, ()), now, limits())
    append([support_entry(_make(officer, each, now), "offered", now) for each in due])
    return len(due)


def _made_to(officers: Iterable[UUID]) -> dict[UUID, list[Made]]:
    found: dict[UUID, list[Made]] = {}
    for row in SupportOffer.objects.filter(officer_id__in=list(officers)).order_by("made_at"):
        found.setdefault(row.officer_id, []).append(_as_made(row))
    return found


def _as_made(row: SupportOffer) -> Made:
    keys = frozenset(each["key"] for each in row.because)
    answer = Answer(row.answer) if row.answer else None
    return Made(Offer(row.kind), row.made_at, keys, answer)


def _make(officer: UUID, due: Due, now: datetime) -> SupportOffer:
    row = SupportOffer.objects.create(
        officer_id=officer,
        key=f"{officer}:{due.offer}:{due.first}",
        kind=due.offer.value,
        rule=due.rule,
        because=[_because(each) for each in due.because],
        made_at=now,
    )
    Notice.objects.create(
        officer_id=officer, kind="support-offered", entity=f"support:{row.pk}", made_at=now
    )
    return row


def _because(one: Exposure) -> dict[str, str]:
    """A kind, a day and a key. What happened stays where it was recorded."""
    return {
        "kind": one.kind.value,
        "on": timezone.localdate(one.at).isoformat(),
        "key": one.key,
    }


def say_too_much(
    *, press_id: UUID, by: Viewer, now: datetime, mission_id: UUID | None = None
) -> SupportOffer:
    """One press after a job: a call from occupational health, offered and said yes to at once.

    The same press, or the same job, again gives the same offer; while a call is still to come,
    another press adds to it.

    Raises:
        Forbidden: the role has no support of its own. Invalid: that was not the officer's job.
    """
    need(by, Permission.OPEN_SUPPORT)
    if by.officer_id is None:
        raise Forbidden(
            "Your account is not linked to an officer.", "Ask an administrator to link it."
        )
    officer = UUID(by.officer_id)
    if mission_id is not None and not _own_job(officer, mission_id, now):
        raise invalid("mission_id", "That job is not one of yours. Press again without it.")
    about = job_key(mission_id) if mission_id else f"press:{press_id}"
    key = f"{officer}:{TOO_MUCH}:{about}"
    try:
        with transaction.atomic():
            return _known_too_much(officer, key, about, now) or _too_much(officer, key, about, now)
    except IntegrityError:
        return SupportOffer.objects.get(key=key)


def _known_too_much(officer: UUID, key: str, about: str, now: datetime) -> SupportOffer | None:
    known = SupportOffer.objects.filter(key=key).first()
    if known is not None:
        return known
    to_come = SupportOffer.objects.select_for_update().filter(
        officer_id=officer,
        kind=Offer.CHECK_IN.value,
        answer=Answer.YES.value,
        reached_at__isnull=True,
    )
    row = to_come.order_by("made_at").first()
    if row is not None and about not in {each["key"] for each in row.because}:
        row.because = [*row.because, _because(Exposure(Kind.TOO_MUCH, about, now, heavy=True))]
        row.save(update_fields=["because"])
    return row


def _own_job(officer: UUID, mission_id: UUID, now: datetime) -> bool:
    row = Mission.objects.filter(pk=mission_id).first()
    return row is not None and was_on(row, officer, now)


def _too_much(officer: UUID, key: str, about: str, now: datetime) -> SupportOffer:
    row = SupportOffer.objects.create(
        officer_id=officer,
        key=key,
        kind=Offer.CHECK_IN.value,
        rule=TOO_MUCH,
        because=[_because(Exposure(Kind.TOO_MUCH, about, now, heavy=True))],
        made_at=now,
        answered_at=now,
        answer=Answer.YES.value,
    )
    append([support_entry(row, "offered", now), support_entry(row, "accepted", now)])
    return row


@transaction.atomic
def answer_offer(
    *,
    offer_id: UUID,
    answer: str,
    by: Viewer,
    now: datetime,
    contact: str = "",
    says_why: bool = False,
) -> SupportOffer:
    """The officer's own answer; it may be changed until somebody has been in touch.

    Raises:
        NotFound: it is not one of the viewer's own. Invalid, Refused: nothing was changed.
    """
    if answer not in ANSWERS:
        raise invalid("answer", f"Answer with one of: {', '.join(ANSWERS)}.")
    if len(contact.strip()) > LONGEST_CONTACT:
        raise invalid("contact", f"Shorten this to {LONGEST_CONTACT} characters.")
    row = own_offers(by).select_for_update(of=("self",)).filter(pk=offer_id).first()
    if row is None:
        raise NotFound
    if row.reached_at is not None:
        raise Refused(
            "support.reached",
            "Somebody has been in touch about this already.",
            "Tell them, or ask for something new with “That was too much”.",
        )
    _answered(row, Answer(answer), contact.strip(), says_why, now)
    return row


def _answered(
    row: SupportOffer, answer: Answer, contact: str, says_why: bool, now: datetime
) -> None:
    said_yes = answer is Answer.YES
    same = (row.answer, row.contact, row.says_why) == (answer.value, contact, says_why)
    if same:
        return
    was_yes = row.answer == Answer.YES
    row.answer, row.answered_at = answer.value, now
    # what was said for the contact goes with the yes
    row.contact, row.says_why = (contact, says_why) if said_yes else ("", False)
    row.save()
    Notice.objects.filter(entity=f"support:{row.pk}", over_at=None).update(over_at=now)
    # a no, a later and an offer that is over read alike in the journal
    if said_yes or was_yes or answer is Answer.NO:
        append([support_entry(row, "accepted" if said_yes else "over", now)])


@transaction.atomic
def mark_reached(*, offer_id: UUID, by: Viewer, now: datetime) -> SupportOffer:
    """Occupational health has been in touch.

    Raises:
        Forbidden, NotFound: nothing was changed.
    """
    need(by, Permission.REACH_OFFICER)
    row = accepted_offers(by).select_for_update(of=("self",)).filter(pk=offer_id).first()
    if row is None:
        raise NotFound
    if row.reached_at is None:
        row.reached_at = now
        row.save(update_fields=["reached_at"])
        append([support_entry(row, "reached", now)])
    return row


def forget_withdrawn(incident: Incident, standing: Sequence[Case], now: datetime) -> list[NewEntry]:
    """A listener of officer safety: what a withdrawn record led to is forgotten with it."""
    gone = incident.cases.filter(withdrawn_at__isnull=False, victim__isnull=False)
    entries: list[NewEntry] = []
    for case in gone.select_related("victim"):
        rows = SupportOffer.objects.select_for_update().filter(officer=case.victim)
        for row in rows.order_by("pk"):
            entries += _forget(row, case_key(case.pk), now)
    return entries


def _forget(row: SupportOffer, key: str, now: datetime) -> list[NewEntry]:
    left = [each for each in row.because if each["key"] != key]
    if len(left) == len(row.because):
        return []
    if not left and row.answer != Answer.YES:
        entry = support_entry(row, "over", now)
        Notice.objects.filter(entity=f"support:{row.pk}").delete()
        row.delete()
        return [entry]
    row.because, row.key = left, None
    row.save(update_fields=["because", "key"])
    return []


def forget_old(now: datetime) -> int:
    """Offers beyond the time that anything counts: an unused one leaves nothing behind."""
    old = SupportOffer.objects.filter(made_at__lt=now - KEPT).exclude(
        answer=Answer.YES.value, reached_at__isnull=True
    )
    entities = [f"support:{pk}" for pk in old.values_list("pk", flat=True)]
    Notice.objects.filter(entity__in=entities).delete()
    deleted: tuple[int, dict[str, Any]] = old.delete()
    return deleted[0]
