"""The journal numbers, chains and keeps what happened."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.entries import entry

from outrider.journal.append import CHUNK, NotInTransaction, append, append_in_chunks
from outrider.journal.canonical import normal, row_hash, stamp
from outrider.journal.models import GENESIS, Entry, Head
from outrider.journal.new_entry import NewEntry
from outrider.journal.queries import head_seq, tail
from outrider.journal.verify import Verified, verify


@pytest.mark.django_db
def test_rows_are_numbered_from_one_without_gaps():
    append([entry(1), entry(2)])
    append([entry(3)])
    assert [row.seq for row in tail(0)] == [1, 2, 3]
    assert head_seq() == 3


@pytest.mark.django_db
def test_each_row_carries_the_hash_of_the_row_before_it():
    append([entry(1), entry(2)])
    first, second = tail(0)
    assert first.prev_hash == GENESIS
    assert second.prev_hash == first.hash


@pytest.mark.django_db
def test_a_row_says_everything_that_it_was_given():
    at = datetime(2026, 11, 21, 3, 12, 4, 123456, tzinfo=UTC)
    (written,) = append(
        [entry(7, effective_at=at, on_behalf_of="p-2", device="d-1", touches=("call:1", "unit:9"))]
    )
    read = Entry.objects.get()
    assert read.payload == {"n": 7}
    assert (read.effective_at, read.on_behalf_of, read.device) == (at, "p-2", "d-1")
    assert read.touches == ["call:1", "unit:9"]
    assert read.hash == written.hash


@pytest.mark.django_db
def test_the_head_of_an_empty_journal_is_zero():
    assert head_seq() == 0
    assert verify() == Verified(0, GENESIS)


@pytest.mark.django_db
def test_nothing_is_appended_for_no_entries():
    assert append([]) == []
    assert head_seq() == 0


@pytest.mark.django_db
def test_the_tail_starts_after_the_cursor_and_stops_at_the_limit():
    append([entry(number) for number in range(5)])
    assert [row.seq for row in tail(2, limit=2)] == [3, 4]


@pytest.mark.django_db(transaction=True)
def test_appending_outside_a_transaction_is_refused():
    with pytest.raises(NotInTransaction, match="atomic"):
        append([entry()])


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_row_and_no_gap():
    def change_that_fails() -> None:
        with transaction.atomic():
            append([entry(1)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_that_fails()
    with transaction.atomic():
        append([entry(2)])
    assert [(row.seq, row.payload["n"]) for row in tail(0)] == [(1, 2)]


@pytest.mark.django_db(transaction=True)
def test_an_import_goes_in_by_chunks_and_the_chain_holds():
    assert append_in_chunks(entry(number) for number in range(CHUNK + 3)) == CHUNK + 3
    assert isinstance(verify(), Verified)


@pytest.mark.django_db
def test_a_lost_head_row_does_not_restart_the_numbers():
    append([entry(1), entry(2)])
    Head.objects.all().delete()
    append([entry(3)])
    assert head_seq() == 3
    assert isinstance(verify(), Verified)


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_get_numbers_without_gaps_or_repeats():
    def write() -> None:
        for number in range(5):
            with transaction.atomic():
                append([entry(number), entry(number)])
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.seq for row in tail(0)] == list(range(1, 41))
    assert isinstance(verify(), Verified)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"payload": {"note": "x" * 201}}, "pass it as `text`"),
        ({"payload": {"note": "two\nlines"}}, "control character"),
        ({"payload": {"ratio": float("nan")}}, "give a number or null"),
        ({"payload": {1: "one"}}, "key"),
        ({"payload": {"when": datetime(2026, 1, 1, tzinfo=UTC)}}, "cannot hold a datetime"),
        ({"stream": ""}, "needs its stream"),
        ({"kind": "k" * 65}, "longer than 64"),
        ({"effective_at": datetime(2026, 1, 1)}, "time zone"),
        ({"text": "nul \x00"}, "NUL"),
    ],
)
def test_an_entry_that_does_not_belong_into_the_journal_is_refused_with_the_reason(parts, says):
    with pytest.raises(ValueError, match=says):
        entry(**parts)


def test_a_time_is_spelled_alike_whatever_its_zone():
    summer = datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    assert stamp(summer) == stamp(summer.astimezone(UTC)) == "2026-07-01T12:00:00.000000Z"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "),
        max_size=20,
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "ß"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.django_db
@given(payload=st.dictionaries(st.sampled_from(["a", "b"]), json_values, max_size=2))
def test_a_payload_comes_back_from_the_database_with_the_hash_it_went_in_with(payload):
    written = append([entry(payload=payload)])[0]
    read = Entry.objects.get(seq=written.seq)
    columns = {
        field.name: getattr(read, field.name)
        for field in Entry._meta.concrete_fields
        if field.name != "hash"
    }
    assert row_hash(columns) == written.hash


@given(json_values)
def test_normalising_twice_is_normalising_once(value):
    assert normal(normal(value)) == normal(value)


def test_an_entry_cannot_be_changed_after_it_was_made():
    with pytest.raises(AttributeError):
        entry().kind = "other"
    assert isinstance(entry(), NewEntry)
