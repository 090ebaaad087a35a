"""If agreed, and only then."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outrider.domain.coresponse.agreement import (
    Paper,
    Side,
    Standing,
    in_force,
    missing,
    standing,
)
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.pack_words import changes, policy_words, rule_words
from outrider.domain.coresponse.rules import parse_pack

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def paper(version: str = "1", starts: int = -10, **more: datetime | None) -> Paper:
    agreed = Paper(version, NOW + starts * DAY, None, NOW - DAY, NOW - DAY)
    return replace(agreed, **more)


def test_a_pack_that_one_agency_has_not_agreed_to_is_not_in_force() -> None:
    for side in ("police_at", "ambulance_at"):
        half = paper(**{side: None})
        assert in_force([half], NOW) is None
        assert standing(half, [half], NOW) is Standing.WAITING
    assert missing(paper(police_at=None)) == (Side.POLICE,)
    assert missing(paper(police_at=None, ambulance_at=None)) == (Side.POLICE, Side.AMBULANCE)


def test_a_newer_agreed_pack_takes_over_from_its_first_day() -> None:
    old, new = paper("1"), paper("2", starts=3)
    assert in_force([old, new], NOW) == old
    assert standing(new, [old, new], NOW) is Standing.NOT_STARTED
    assert in_force([old, new], NOW + 3 * DAY) == new
    assert standing(old, [old, new], NOW + 3 * DAY) is Standing.REPLACED


def test_a_draft_that_nobody_agreed_to_leaves_the_old_rules_in_force_past_its_day() -> None:
    old, draft = paper("1"), paper("2", starts=-1, police_at=None)
    assert in_force([old, draft], NOW) == old
    assert standing(draft, [old, draft], NOW) is Standing.WAITING


def test_what_is_taken_back_while_in_force_brings_nothing_older_back() -> None:
    old, new = paper("1"), paper("2", starts=-1)
    taken_back = replace(new, police_at=None, withdrawn_at=NOW)
    assert in_force([old, taken_back], NOW) is None
    assert standing(taken_back, [old, taken_back], NOW) is Standing.WITHDRAWN
    agreed_again = replace(taken_back, police_at=NOW, withdrawn_at=None)
    assert in_force([old, agreed_again], NOW) == agreed_again


def test_a_pack_ends_on_its_last_day() -> None:
    ended = paper(valid_to=NOW)
    assert in_force([ended], NOW) is None
    assert in_force([ended], NOW - timedelta(seconds=1)) == ended
    assert standing(ended, [ended], NOW) is Standing.ENDED


times = st.none() | st.integers(-30, 30).map(lambda days: NOW + days * DAY)
papers = st.lists(
    st.builds(
        Paper,
        st.integers(1, 999).map(str),
        st.integers(-30, 30).map(lambda days: NOW + days * DAY),
        times,
        times,
        times,
        times,
    ),
    max_size=6,
    unique_by=(lambda one: one.version, lambda one: one.valid_from),
)


@given(papers)
def test_whatever_is_in_force_has_started_has_not_ended_and_both_have_agreed(
    some: list[Paper],
) -> None:
    found = in_force(some, NOW)
    live = [one for one in some if standing(one, some, NOW) is Standing.IN_FORCE]
    assert live == ([found] if found else [])
    if found is not None:
        assert found.agreed
        assert not missing(found)
        assert found.holds(NOW)


def test_a_rule_is_read_out_in_words() -> None:
    pack = parse_pack(DEFAULT_PACK)
    told = {rule.id: rule_words(rule, pack) for rule in pack.rules}
    assert told["CR-23"].when == "Under 8"
    assert told["CR-25"].when == "Category C3 or C4"
    assert told["CR-25"].outcome == "Not eligible"
    assert "Cardiac arrest" in told["CR-07"].when


def test_what_a_new_pack_changes_is_named_rule_by_rule_and_number_by_number() -> None:
    old = parse_pack(DEFAULT_PACK)
    data = deepcopy(DEFAULT_PACK) | {"version": "2"}
    assert changes(old, parse_pack(data)) == []
    data["rules"][-1]["text"] = "Another sentence."
    gone = data["rules"].pop(0)
    data["policy"] = data.get("policy", {}) | {"gain_cut_off": 180.0}
    told = {(one.name, one.what): one for one in changes(old, parse_pack(data))}
    assert (f"Rule {gone['id']}", "gone") in told
    last = told[f"Rule {data['rules'][-1]['id']}", "changed"]
    assert last.after.endswith("Another sentence.")
    cut_off = told["Sooner than the ambulance by at least", "changed"]
    assert (cut_off.before, cut_off.after) == ("2 min", "3 min")


def test_the_order_of_the_rules_is_a_change_too() -> None:
    data = deepcopy(DEFAULT_PACK)
    data["rules"].reverse()
    assert [one.what for one in changes(parse_pack(DEFAULT_PACK), parse_pack(data))] == ["moved"]


def test_every_number_of_the_scheme_has_its_words() -> None:
    lines = dict(policy_words(parse_pack(DEFAULT_PACK).policy))
    assert lines["Likely to arrive first, at least"] == "60%"
    assert lines["Ask the next unit by itself"] in ("Yes", "No")
