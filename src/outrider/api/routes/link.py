"""Link officers: the queue, the cover of stations, appointments; places in safety training."""

from __future__ import annotations

from http import HTTPMethod, HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.schemas.link import (
    AnswerPlace,
    Appoint,
    AppointedAnswer,
    Course,
    CoverageAnswer,
    EndAppointment,
    LinkQueueAnswer,
    LinkTraining,
    OfferPlaces,
    OwnPlaceAnswer,
    PlaceAnsweredAnswer,
    PlacesOfferedAnswer,
    RecordedCourses,
    RowId,
    TrainingPlacesAnswer,
)
from outrider.api.signed import signed
from outrider.domain.access import Permission as P
from outrider.people.models import LinkAppointment
from outrider.safety.queries.link_cover import LinkOfficer, StationCover, coverage
from outrider.safety.queries.link_queue import link_queue
from outrider.safety.queries.training_places import Offered, Place, own_place, training_places
from outrider.safety.queries.views.common import iso_day
from outrider.safety.services import link_officers
from outrider.safety.services.place_offers import answer_place, offer_places
from outrider.safety.services.training import record_course

router = Router(tags=["Link officers and training"])


@operation(
    router,
    HTTPMethod.GET,
    "/safety/link-queue",
    may=(P.OPEN_LINK_QUEUE,),
    answers={200: LinkQueueAnswer},
)
def queue(request: HttpRequest) -> HttpResponse:
    """Your own conversations and those to offer, by whose turn it is."""
    found = link_queue(signed(request).viewer, timezone.now())
    talks = [
        {
            "case": str(row.case_id),
            "name": row.name,
            "number": row.number,
            "told": row.what,
            "title": row.title,
            "days_since": row.days_since,
            "turn": row.turn.value,
            "text": row.word,
        }
        for rows in found.groups.values()
        for row in rows
    ]
    return answer(
        {
            "where": found.where,
            "talks": talks,
            "unheld": found.unheld,
            "barred": found.barred,
            "open_talks": found.own.open_talks,
            "minutes_this_month": found.own.minutes,
            "currency": found.own.currency,
        }
    )


@operation(
    router,
    HTTPMethod.GET,
    "/safety/coverage",
    may=(P.OPEN_COVERAGE,),
    answers={200: CoverageAnswer},
)
def cover(request: HttpRequest) -> HttpResponse:
    """Every station with its link officers; who they are only for those who work with them."""
    found = coverage(signed(request).viewer, timezone.now())
    stations = [_station(one, named=found.named) for one in found.stations]
    return answer({"on": iso_day(found.on), "stations": stations})


def _station(one: StationCover, *, named: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": one.id,
        "name": one.name,
        "serving": one.serving,
        "cover": one.cover.value,
        "text": one.words,
        "until": iso_day(one.until),
        "appointed": one.appointed,
        "trained": one.trained,
    }
    return body | ({"people": [_person(person) for person in one.people]} if named else {})


def _person(one: LinkOfficer) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "number": one.number,
        "trained_on": iso_day(one.trained_on),
        "expires_on": iso_day(one.expires_on),
        "in_date": one.in_date,
    }


@operation(
    router,
    HTTPMethod.POST,
    "/safety/link-officers",
    may=(P.APPOINT_LINK_OFFICER,),
    answers={201: AppointedAnswer},
)
def appoint(request: HttpRequest, message: Appoint) -> HttpResponse:
    """Make an officer link officer of a station. One appointment an officer and station."""
    row = link_officers.appoint(
        number=message.number,
        station_id=message.station,
        trained_on=message.trained_on,
        expires_on=message.expires_on,
        by=signed(request).viewer,
        now=timezone.now(),
    )
    return answer(_appointed(row), HTTPStatus.CREATED)


@operation(
    router,
    HTTPMethod.POST,
    "/safety/link-officers/training",
    may=(P.APPOINT_LINK_OFFICER,),
    answers={200: AppointedAnswer},
    problems=(404,),
)
def renew(request: HttpRequest, message: LinkTraining) -> HttpResponse:
    """Record a link officer's own training. The same days again change nothing."""
    row = link_officers.renew(
        appointment=message.appointment,
        trained_on=message.trained_on,
        expires_on=message.expires_on,
        by=signed(request).viewer,
        now=timezone.now(),
    )
    return answer(_appointed(row))


@operation(
    router,
    HTTPMethod.POST,
    "/safety/link-officers/end",
    may=(P.APPOINT_LINK_OFFICER,),
    answers={200: AppointedAnswer},
    problems=(404,),
)
def end(request: HttpRequest, message: EndAppointment) -> HttpResponse:
    """End an appointment. Conversations that have not begun go back to the station's queue; of
    those that have, their officers say how they want to go on."""
    row = link_officers.end(
        appointment=message.appointment, by=signed(request).viewer, now=timezone.now()
    )
    return answer(_appointed(row))


def _appointed(row: LinkAppointment) -> dict[str, Any]:
    return {
        "appointment": row.pk,
        "officer": row.officer.number,
        "station": row.station.name,
        "trained_on": iso_day(row.trained_on),
        "expires_on": iso_day(row.expires_on),
        "ended_on": iso_day(row.ended_on),
    }


@operation(
    router,
    HTTPMethod.GET,
    "/safety/training-places",
    may=(P.OPEN_TRAINING,),
    answers={200: TrainingPlacesAnswer},
)
def places(request: HttpRequest, station: Annotated[RowId | None, Query()] = None) -> HttpResponse:
    """By when to offer whom a place in safety training, with every reason. No order of persons
    but the day on which their training runs out."""
    found = training_places(signed(request).viewer, timezone.now(), station)
    rows = [_place(one) for group in found.groups.values() for one in group]
    return answer({"on": iso_day(found.on), "places": rows})


def _offered(one: Offered) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "on": iso_day(one.on),
        "by": one.by,
        "course_on": iso_day(one.course_on),
        "where": one.where,
        "answer": one.answer,
        "text": one.words,
    }


def _place(one: Place) -> dict[str, Any]:
    return {
        "name": one.name,
        "number": one.number,
        "station": one.station,
        "when": one.offer.when.value,
        "by": iso_day(one.offer.by),
        "runs_out": iso_day(one.offer.runs_out),
        "sentence": one.offer.sentence,
        "reasons": [
            {"why": reason.why.value, "by": iso_day(reason.by), "text": reason.words}
            for reason in one.offer.reasons
        ],
        "offered": _offered(one.offered) if one.offered else None,
    }


@operation(
    router,
    HTTPMethod.POST,
    "/safety/training-places/offers",
    may=(P.BOOK_TRAINING,),
    answers={200: PlacesOfferedAnswer},
)
def offer(request: HttpRequest, message: OfferPlaces) -> HttpResponse:
    """Note that a place is offered to each of these officers; they hear of it. The same offer
    again changes nothing; somebody who has another one is not offered a second."""
    officers = offer_places(
        numbers=message.numbers,
        course_on=message.course_on,
        where=message.where,
        by=signed(request).viewer,
        now=timezone.now(),
    )
    return answer({"officers": [officer.number for officer in officers]})


@operation(
    router,
    HTTPMethod.POST,
    "/safety/training-places/answers",
    may=(P.BOOK_TRAINING, P.OPEN_MY_CASE),
    answers={200: PlaceAnsweredAnswer},
    problems=(404,),
)
def answer_offer(request: HttpRequest, message: AnswerPlace) -> HttpResponse:
    """Take or decline the place that you are offered; a trainer notes what an officer said."""
    row = answer_place(
        offer=message.offer,
        answer=message.answer,
        by=signed(request).viewer,
        now=timezone.now(),
    )
    return answer({"officer": row.officer.number, "answer": row.answer})


@operation(
    router,
    HTTPMethod.GET,
    "/safety/my-place",
    may=(P.OPEN_MY_CASE,),
    answers={200: OwnPlaceAnswer},
)
def my_place(request: HttpRequest) -> HttpResponse:
    """The place in safety training that you are offered, until its day is over."""
    found = own_place(signed(request).viewer, timezone.now())
    return answer({"place": _offered(found) if found else None})


@operation(
    router,
    HTTPMethod.POST,
    "/safety/courses",
    may=(P.BOOK_TRAINING,),
    answers={200: RecordedCourses},
)
def course(request: HttpRequest, message: Course) -> HttpResponse:
    """Record a day of safety training. The same day again changes its hours only."""
    officers = record_course(
        numbers=message.numbers,
        done_on=message.done_on,
        hours=message.hours,
        by=signed(request).viewer,
        now=timezone.now(),
    )
    return answer({"officers": [officer.number for officer in officers]})
