"""Skills, kit and police states: may this crew be sent, and why not?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from outrider.domain.people.competence import Lacking, Signed, Skill, lacking
from outrider.domain.people.kit import Bag, Line, problems
from outrider.domain.people.police_state import (
    DEFAULT_TABLE,
    NEVER_OPEN,
    MedicalOffer,
    StateRule,
    checked_table,
)

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.feature("C9")
def test_a_skill_is_valid_on_its_last_day_and_not_on_the_next() -> None:
    held = [Signed(Skill.STROKE, TODAY)]
    assert lacking([Skill.STROKE], held, on=TODAY) == ()
    assert lacking([Skill.STROKE], held, on=TODAY + timedelta(days=1)) == (
        Lacking(Skill.STROKE, TODAY),
    )


def test_the_crew_holds_a_skill_when_either_of_them_does() -> None:
    held = [Signed(Skill.OXYGEN, date(2026, 1, 1)), Signed(Skill.OXYGEN, date(2027, 1, 1))]
    assert lacking([Skill.OXYGEN], held, on=TODAY) == ()


def test_a_skill_that_was_never_signed_off_is_said_so() -> None:
    assert lacking([Skill.SHOCK], [], on=TODAY) == (Lacking(Skill.SHOCK, None),)


def test_a_vehicle_without_a_bag_is_for_police_work_only() -> None:
    assert problems([], at=NOW, on=TODAY) == ("No medical kit on the vehicle",)


@pytest.mark.feature("C9", "C33")
def test_each_thing_wrong_with_a_bag_is_named() -> None:
    bag = Bag(
        "K7",
        NOW - timedelta(hours=13),
        (Line("pads-adult", 2, 1, date(2026, 11, 14)), Line("oxygen", 0, 1, None)),
    )
    assert problems([bag], at=NOW, on=TODAY) == (
        "K7 last checked 20 Nov, check it again",
        "Adult pads in K7 expired 14 Nov",
        "Oxygen cylinder in K7: 0 of 1",
    )


def test_a_bag_in_order_has_nothing_to_say() -> None:
    bag = Bag("K7", NOW, (Line("aed", 1, 1, TODAY),))
    assert problems([bag], at=NOW, on=TODAY) == ()


def test_the_starting_table_keeps_the_states_closed_that_must_stay_closed() -> None:
    table = checked_table({rule.code: rule for rule in DEFAULT_TABLE})
    may = {code for code, rule in table.items() if rule.offer is MedicalOffer.MAY}
    assert may == {1, 2, 3, 7}


@pytest.mark.parametrize("code", sorted(NEVER_OPEN))
def test_no_configuration_can_open_a_state_that_must_stay_closed(code: int) -> None:
    table = {rule.code: rule for rule in DEFAULT_TABLE}
    table[code] = StateRule(code, "Opened", MedicalOffer.MAY)
    with pytest.raises(ValueError, match=f"State {code}"):
        checked_table(table)
    del table[code]
    with pytest.raises(ValueError, match="missing"):
        checked_table(table)
