"""Guidance cards: complete, versioned, honest about who owns their wording."""

from __future__ import annotations

import json

import pytest

from outrider.domain.coresponse.cards import (
    CARDS,
    OWNER,
    VERSION,
    Card,
    card_for,
    cards,
)
from outrider.domain.people.kit import ITEMS

CONDITIONS = ("stroke", "cardiac-arrest", "choking", "trauma", "shock")


@pytest.mark.feature("C30")
@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_of_the_scheme_has_its_card(condition: str) -> None:
    card = card_for(condition)
    assert card is not None
    assert card.condition == condition
    assert card.steps
    assert card.records


def test_a_call_without_a_condition_opens_no_card_by_itself() -> None:
    assert card_for("") is None
    assert card_for("recovery") is None


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_every_card_says_its_version_its_source_and_that_its_wording_is_a_placeholder(
    card: Card,
) -> None:
    assert card.version == VERSION
    assert card.source
    assert card.owner == OWNER
    assert "placeholder" in card.owner


@pytest.mark.feature("C30")
def test_the_arrest_card_has_a_two_minute_cycle_and_a_metronome_of_100_to_120() -> None:
    arrest = card_for("cardiac-arrest")
    assert arrest is not None
    assert arrest.cycle is not None
    assert arrest.cycle.seconds == 120
    assert arrest.metronome is not None
    assert (arrest.metronome.lowest, arrest.metronome.highest) == (100, 120)
    assert 100 <= arrest.metronome.starts_at <= 120


def test_the_stroke_card_asks_for_the_onset_time() -> None:
    stroke = card_for("stroke")
    assert stroke is not None
    assert stroke.onset


def test_the_oxygen_helper_keeps_the_ranges_of_the_guideline() -> None:
    oxygen = next(card for card in CARDS if card.id == "oxygen")
    assert [(t.lowest, t.highest) for t in oxygen.targets] == [
        (94, 98),
        (88, 92),
        (None, None),
    ]
    assert "94" in oxygen.targets[2].rule


def test_a_record_names_only_kit_of_the_register() -> None:
    named = {record.kit for card in CARDS for record in card.records} - {""}
    assert named <= set(ITEMS)
    assert named


def test_only_counted_records_carry_a_number_and_at_most_one_is_the_big_button() -> None:
    for card in CARDS:
        for record in card.records:
            assert ("{n}" in record.text) == record.counted
        assert sum(record.main for record in card.records) <= 1
        assert len({record.code for record in card.records}) == len(card.records)


def test_cards_travel_as_json() -> None:
    assert [card["id"] for card in json.loads(json.dumps(cards()))] == [card.id for card in CARDS]
