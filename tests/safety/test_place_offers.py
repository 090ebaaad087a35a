"""Places in safety training that were offered, and the answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outrider.domain.errors import Forbidden, Invalid, NotFound
from outrider.domain.safety.refresher import When
from outrider.journal.models import Entry
from outrider.journal.texts import text_of
from outrider.notify.models import Notice
from outrider.people.actors import SYSTEM
from outrider.safety.models import (
    PlaceOffer,
)
from outrider.safety.queries.training_places import own_place, training_places
from outrider.safety.services import link_officers
from outrider.safety.services.place_offers import answer_place, offer_places, settle_lapsed
from outrider.safety.services.training import record_course
from tests.support.station import SafetyScene


def offered(ryde: SafetyScene, *numbers: str, where: str = "Sports hall") -> None:
    offer_places(
        numbers=numbers,
        course_on=(ryde.now + timedelta(days=9)).date(),
        where=where,
        by=ryde.viewer("hart"),
        now=ryde.now,
    )


def place_of(ryde: SafetyScene, number: str) -> Any:
    groups = training_places(ryde.viewer("hart"), ryde.now).groups
    return next(one for rows in groups.values() for one in rows if one.number == number)


@pytest.mark.feature("F35")
def test_an_offered_place_is_shown_and_not_offered_twice(ryde: SafetyScene) -> None:
    offered(ryde, "3318")
    told = place_of(ryde, "3318").offered.words
    assert told == (
        "Offered on 14 November 2026 by Sgt Hart, for 23 November 2026, Sports hall: no answer yet"
    )
    offered(ryde, "3318")  # the same form again
    assert PlaceOffer.objects.count() == 1
    with pytest.raises(Invalid, match=r"PC Rahman was offered 23 November 2026 by Sgt Hart"):
        offered(ryde, "3320", "3318", where="Netley")
    assert place_of(ryde, "3320").offered is None, "refused as a whole"


def test_a_declined_place_lets_another_be_offered_and_a_course_ends_it(ryde: SafetyScene) -> None:
    offered(ryde, "3318")
    by = ryde.viewer("hart")
    first = PlaceOffer.objects.get()
    answer_place(offer=first.pk, answer="declined", by=by, now=ryde.now)
    assert "declined" in place_of(ryde, "3318").offered.words
    offered(ryde, "3318", where="Netley")
    with pytest.raises(NotFound):
        answer_place(offer=first.pk, answer="taken", by=by, now=ryde.now)
    ryde.later(days=9)
    record_course(
        numbers=["3318"], done_on=place_of(ryde, "3318").offered.course_on, hours=8, by=by,
        now=ryde.now,
    )  # fmt: skip
    assert place_of(ryde, "3318").offered is None
    assert PlaceOffer.objects.get(where="Netley").answer == "taken"
    kinds = Entry.objects.filter(stream__startswith="place:").order_by("seq")
    assert [row.kind for row in kinds] == ["place.offered", "place.declined", "place.offered"]


def test_only_those_who_book_training_offer_a_place(ryde: SafetyScene) -> None:
    with pytest.raises(Forbidden):
        offer_places(
            numbers=["3318"], course_on=ryde.now.date(), where="Hall",
            by=ryde.viewer("okonedo"), now=ryde.now,
        )  # fmt: skip
    with pytest.raises(Invalid, match="That day is over"):
        offer_places(
            numbers=["3318"], course_on=ryde.now.date() - timedelta(days=1), where="Hall",
            by=ryde.viewer("hart"), now=ryde.now,
        )  # fmt: skip


def test_an_offer_moves_nobody_in_the_list_and_no_other_part_of_the_product_reads_it(
    ryde: SafetyScene,
) -> None:
    def order() -> list[tuple[When, str, Any]]:
        groups = training_places(ryde.viewer("hart"), ryde.now).groups
        return [(when, one.number, one.offer) for when, rows in groups.items() for one in rows]

    before = order()
    offered(ryde, "3318", "2201")
    answer_place(
        offer=PlaceOffer.objects.get(officer__number="2201").pk,
        answer="declined", by=ryde.viewer("hart"), now=ryde.now,
    )  # fmt: skip
    assert order() == before
    source = Path(link_officers.__file__).parents[2]
    readers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "PlaceOffer" in path.read_text() and "migrations" not in path.parts
    }
    assert readers == {
        "api/schemas/link.py",  # PlaceOfferedView: what the trainer's list says
        "safety/models/__init__.py",
        "safety/models/learning.py",
        "safety/queries/training_places.py",
        "safety/services/place_offers.py",
    }


@pytest.mark.feature("F35")
def test_an_offered_place_reaches_its_officer_who_takes_it_or_not(ryde: SafetyScene) -> None:
    offered(ryde, "3318", "2201")
    notice = Notice.objects.get(officer=ryde.officers["rahman"], kind="place-offered")
    mine = own_place(ryde.viewer("rahman"), ryde.now)
    assert mine is not None
    with pytest.raises(NotFound):
        answer_place(offer=mine.id, answer="taken", by=ryde.viewer("ives"), now=ryde.now)
    answer_place(offer=mine.id, answer="taken", by=ryde.viewer("rahman"), now=ryde.now)
    assert Notice.objects.get(pk=notice.pk).over_at is not None
    assert place_of(ryde, "3318").offered.answer == "taken"
    told = Entry.objects.get(kind="place.taken")
    assert told.actor == SYSTEM.id, "the offer may go with a record: nobody is named"
    # nobody said anything to the other: their notice ends with the day of the course
    other = Notice.objects.get(officer=ryde.officers["marsh"], kind="place-offered")
    assert settle_lapsed(ryde.now) == 0
    ryde.later(days=30)
    assert settle_lapsed(ryde.now) == 1
    assert Notice.objects.get(pk=other.pk).over_at is not None
    assert own_place(ryde.viewer("marsh"), ryde.now) is None


@pytest.mark.parametrize("ending", ["another", "course", "withdrawal"])
def test_a_place_that_is_over_waits_for_nobody(ryde: SafetyScene, ending: str) -> None:
    case = ryde.records()
    offered(ryde, "3318")
    first = PlaceOffer.objects.get()
    if ending == "another":
        answer_place(offer=first.pk, answer="declined", by=ryde.viewer("hart"), now=ryde.now)
        offered(ryde, "3318", where="Netley")
    elif ending == "course":
        day = first.course_on
        ryde.later(days=30)
        record_course(numbers=["3318"], done_on=day, hours=6, by=ryde.viewer("hart"), now=ryde.now)
    else:
        ryde.press(case, "rahman", "withdraw")
        assert "place-offered" not in {one.kind for one in Notice.objects.all()}
    alive = Notice.objects.filter(entity=f"place:{first.pk}", over_at=None)
    assert not alive.exists()


def test_an_offer_since_the_record_goes_with_its_withdrawal(ryde: SafetyScene) -> None:
    offered(ryde, "3320")
    ryde.later(days=1)
    case = ryde.records()
    offered(ryde, "3318")
    about = f"place:{PlaceOffer.objects.get(officer__number='3318').pk}"
    ryde.press(case, "rahman", "withdraw")
    assert list(PlaceOffer.objects.values_list("officer__number", flat=True)) == ["3320"]
    row = Entry.objects.get(stream=about)
    assert row.payload == {}
    assert text_of(row.uuid) is None
