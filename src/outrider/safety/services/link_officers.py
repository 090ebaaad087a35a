"""Who is link officer where: appointed, trained again, ended. Journalled, with the role that goes
with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from outrider.domain.access import Permission, Role, Viewer
from outrider.domain.errors import FieldError, Forbidden, Invalid, NotFound, invalid
from outrider.domain.safety.case import commands as c
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import SYSTEM, actor_of
from outrider.people.models import LinkAppointment, Officer, RoleGrant, Station
from outrider.safety.calendar import policy
from outrider.safety.models import Case, Talk
from outrider.safety.queries.link_held import BEGUN, OVER
from outrider.safety.services.guards import need
from outrider.safety.services.handing_on import tell_unheld
from outrider.safety.services.record import OpenCase, lock_case

NOT_BEGUN: Final = ("offered", "accepted")
LONGEST_YEARS: Final = 3


@transaction.atomic
def appoint(
    *,
    number: str,
    station_id: int,
    trained_on: date | None,
    expires_on: date | None,
    by: Viewer,
    now: datetime,
) -> LinkAppointment:
    """Make an officer link officer of a station, and give them the role.

    Raises:
        Forbidden, NotFound, Invalid: nothing was changed.
    """
    station = _station(station_id, by)
    errors = _training_errors(trained_on, expires_on, now)
    typed = number.strip()[:12]
    officer = Officer.objects.filter(number=typed).first() if typed.isprintable() else None
    wrong = _officer_error(officer, number)
    if wrong:
        errors.insert(0, FieldError("number", wrong))
    if errors or officer is None:
        raise Invalid(errors)
    # locked in the order of the officers: two who appoint at once meet here
    Officer.objects.select_for_update().get(pk=officer.pk)
    row = LinkAppointment.objects.filter(officer=officer, station=station).first()
    if row is not None and row.ended_on is None:
        raise invalid(
            "number",
            f"{officer.spoken_name} is link officer at {station.name} already. "
            "Record their training in the list instead.",
        )
    row = row or LinkAppointment(officer=officer, station=station)
    row.appointed_on, row.ended_on = policy().calendar.day(now), None
    row.trained_on, row.expires_on = trained_on, expires_on
    row.save()
    _give_role(row, now)
    _tell(row, "link-officer.appointed", by, now)
    return row


@transaction.atomic
def renew(
    *, appointment: int, trained_on: date | None, expires_on: date | None, by: Viewer, now: datetime
) -> LinkAppointment:
    """Record that a link officer's own training was done (again)."""
    row = _appointment(appointment, by)
    if row.ended_on is not None:
        raise invalid("trained_on", "This appointment has ended. Appoint the officer again first.")
    if trained_on is None:
        raise invalid("trained_on", "Give the day of the training.")
    errors = _training_errors(trained_on, expires_on, now)
    if errors:
        raise Invalid(errors)
    if (row.trained_on, row.expires_on) == (trained_on, expires_on):
        return row
    row.trained_on, row.expires_on = trained_on, expires_on
    row.save(update_fields=["trained_on", "expires_on"])
    _tell(row, "link-officer.trained", by, now)
    return row


@transaction.atomic
def end(*, appointment: int, by: Viewer, now: datetime) -> LinkAppointment:
    """Take the role away. Conversations that have not begun go back to the station's queue.

    The officer of each one that has begun is told, and says how they want to go on; so is the
    officer of a finished one whose lesson still waits for the link officer.
    """
    row = _appointment(appointment, by)
    if row.ended_on is not None:
        return row
    row.ended_on = policy().calendar.day(now)
    row.save(update_fields=["ended_on"])
    RoleGrant.objects.filter(
        user__officer=row.officer_id, role=Role.LINK_OFFICER.value, station=row.station_id
    ).update(valid_to=now)
    _hand_back(row, now)
    _tell_the_officers(row, now)
    _tell(row, "link-officer.ended", by, now)
    return row


def _station(station_id: int, by: Viewer) -> Station:
    need(by, Permission.APPOINT_LINK_OFFICER)
    station = Station.objects.filter(pk=station_id, agency="police").first()
    if station is None:
        raise invalid("station", "Choose a station from the list.")
    if by.station_ids is not None and station.pk not in by.station_ids:
        raise Forbidden(
            f"{station.name} is not one of your stations.",
            f"Ask: an inspector of {station.name}, or a safety trainer.",
        )
    return station


def _appointment(appointment: int, by: Viewer) -> LinkAppointment:
    need(by, Permission.APPOINT_LINK_OFFICER)
    row = (
        LinkAppointment.objects.select_for_update(of=("self",))
        .select_related("officer", "station")
        .filter(pk=appointment)
        .first()
    )
    if row is None:
        raise NotFound
    _station(row.station_id, by)
    return row


def _officer_error(officer: Officer | None, number: str) -> str:
    if not number.strip():
        return "Give the officer's number, for example 2087."
    if officer is None:
        return f"No officer has the number {number.strip()[:12]}. Check it."
    if officer.left_on is not None:
        return f"{officer.spoken_name} has left the force. Choose somebody who serves."
    return ""


def _training_errors(
    trained_on: date | None, expires_on: date | None, now: datetime
) -> list[FieldError]:
    today = policy().calendar.day(now)
    if trained_on is None:
        if expires_on is None:
            return []
        return [FieldError("trained_on", "Give the day of the training too.")]
    if trained_on > today:
        return [FieldError("trained_on", "That day is still to come. Record it once it is done.")]
    if expires_on is None:
        return [FieldError("expires_on", "Give the last day on which the training counts.")]
    if expires_on <= trained_on:
        return [FieldError("expires_on", "This is not after the training. Check both days.")]
    if expires_on.year > trained_on.year + LONGEST_YEARS:
        return [FieldError("expires_on", f"More than {LONGEST_YEARS} years on. Check the year.")]
    return []


def _give_role(row: LinkAppointment, now: datetime) -> None:
    user_id = row.officer.user_id
    if user_id is None:
        return  # no account yet; the page says so
    grant, made = RoleGrant.objects.get_or_create(
        user_id=user_id,
        role=Role.LINK_OFFICER.value,
        station=row.station,
        defaults={"valid_from": now},
    )
    if not made:
        grant.valid_to = None
        grant.save(update_fields=["valid_to"])


def _hand_back(row: LinkAppointment, now: datetime) -> None:
    waiting = Talk.objects.filter(
        link_officer=row.officer_id, case__station=row.station_id, state__in=NOT_BEGUN
    )
    cases = list(waiting.order_by("case_id").values_list("case_id", flat=True))
    # every case is locked before the journal is: its lock comes last
    opened = [OpenCase(lock_case(case_id), now) for case_id in cases]
    for one in opened:
        one.decide(c.NotNow(), SYSTEM)
    for one in opened:
        one.finish()


def _tell_the_officers(row: LinkAppointment, now: datetime) -> None:
    held = Case.objects.filter(
        talk__link_officer=row.officer_id,
        talk__state__in=(BEGUN, OVER),
        station=row.station_id,
        withdrawn_at__isnull=True,
    ).order_by("pk")
    for case in held:
        tell_unheld(case, now)


def _tell(row: LinkAppointment, kind: str, by: Viewer, now: datetime) -> None:
    day = {
        name: value.isoformat() if value else None
        for name, value in (("trained_on", row.trained_on), ("expires_on", row.expires_on))
    }
    append(
        [
            NewEntry(
                stream=f"station:{row.station_id}",
                kind=kind,
                payload={"officer": str(row.officer_id), "station": row.station.code, **day},
                actor=actor_of(by).id,
                effective_at=now,
            )
        ]
    )
