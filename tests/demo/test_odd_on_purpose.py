"""What the tutorial says is odd about a unit is what the unit's gates say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from outrider.coresponse.choosing.register import read_register
from outrider.domain.people.competence import Skill, lacking
from outrider.people.models import Unit, UnitStatus
from tests.demo.standing import demo as demo

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "the-demo.md"


@pytest.mark.django_db
def test_one_officer_of_cw27_has_lapsed_and_the_pair_may_still_go(demo: datetime) -> None:
    register = read_register(Unit.objects.filter(call_sign="CW27"), demo)[0]
    today = demo.date()
    lapsed = [
        one.officer.spoken_name
        for one in register.crew
        if all(held.expires_on < today for held in one.officer.competences.all())
    ]
    assert lapsed == ["SC Marlow"]
    assert lacking(Skill, register.signed, on=today) == ()
    gates = {gate["rule"]: gate for gate in UnitStatus.objects.get(unit=register.unit).gates}
    assert gates["crew.competence"]["ok"]
    assert "lapsed" in gates["crew.competence"]["text"]
    said = TUTORIAL.read_text()
    assert "CW27 is the other way round" in said
    assert "the board still says Yes" in said
