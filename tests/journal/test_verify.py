"""Whatever is changed in whichever row, verify finds it and names the row."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.journal.entries import entry

from outrider.journal import triggers
from outrider.journal.append import append
from outrider.journal.models import Entry, Head, Text
from outrider.journal.texts import erase
from outrider.journal.verify import COLUMNS, Broken, Verified, verify

pytestmark = pytest.mark.django_db
ROWS = 5
# Every example puts the rows back as they were, so that one journal does for all of them.
one_journal = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def journal():
    """Five rows, the third with a text, and the hands of somebody who owns the database."""
    append([entry(n, text="He fell from the roof" if n == 3 else None) for n in range(1, ROWS + 1)])
    triggers.drop(connection)
    yield
    triggers.create(connection)


other_text = st.text("abcdef0123456789", min_size=1, max_size=12)


def changed(column: str, old, data):
    """Another value of the same kind than the row has in this column."""
    if column == "seq":
        return data.draw(st.integers(ROWS + 1, 2**40) | st.integers(-(2**40), 0))
    if column in ("uuid", "cause"):
        return uuid4()
    if column.endswith("_at"):
        return old + timedelta(microseconds=data.draw(st.integers(1, 10**12)))
    if column == "payload":
        return data.draw(
            st.dictionaries(st.just("n"), st.integers()).filter(lambda new: new != old)
        )
    if column == "touches":
        return data.draw(st.lists(other_text, min_size=1))
    return data.draw(other_text.filter(lambda new: new != old))


@pytest.mark.feature("C17", "F62")
@one_journal
@given(data=st.data(), number=st.integers(1, ROWS), column=st.sampled_from(COLUMNS))
def test_any_change_of_any_column_of_any_row_is_found_and_named(journal, data, number, column):
    row = Entry.objects.get(seq=number)
    old = getattr(row, column)
    new = changed(column, old, data)
    Entry.objects.filter(seq=number).update(**{column: new})
    found = verify()
    Entry.objects.filter(seq=new if column == "seq" else number).update(**{column: old})
    named = min(number, new) if column == "seq" else number
    assert isinstance(found, Broken)
    assert found.seq == named
    assert verify() == Verified(ROWS, Entry.objects.get(seq=ROWS).hash)


@one_journal
@given(number=st.integers(1, ROWS))
def test_a_row_that_was_taken_out_is_found_and_named(journal, number):
    row = Entry.objects.get(seq=number)
    Entry.objects.filter(seq=number).delete()
    found = verify()
    row.save(force_insert=True)
    assert isinstance(found, Broken)
    assert found.seq == number


def test_rows_cut_off_at_the_end_are_missed_by_the_head(journal):
    Entry.objects.filter(seq__gt=3).delete()
    assert verify() == Broken(4, "row 4 is missing: the journal's head is row 5")


def test_a_head_with_another_hash_is_found(journal):
    Head.objects.update(hash="f" * 64)
    assert isinstance(verify(), Broken)


@pytest.mark.feature("C17", "F62")
def test_history_rewritten_from_end_to_end_is_found_by_what_was_noted_elsewhere(journal):
    noted = (4, Entry.objects.get(seq=4).hash)
    assert isinstance(verify(anchor=noted), Verified)
    Entry.objects.all().delete()
    Head.objects.all().delete()
    append([entry(10 + n) for n in range(1, ROWS + 1)])
    assert isinstance(verify(), Verified)
    assert verify(anchor=noted) == Broken(4, "row 4 has another hash than the one noted elsewhere")


def test_a_journal_shorter_than_what_was_noted_elsewhere_is_found(journal):
    found = verify(anchor=(9, "0" * 64))
    assert isinstance(found, Broken)
    assert found.seq == ROWS + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such values itself")
@pytest.mark.parametrize(
    ("column", "value"),
    [("payload", "{not json"), ("uuid", "not a uuid"), ("recorded_at", "yesterday")],
)
def test_a_value_that_cannot_even_be_read_is_named(journal, column, value):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute(f"UPDATE journal_entry SET {column} = %s WHERE seq = 2", [value])
        cursor.execute("PRAGMA ignore_check_constraints=OFF")
    found = verify()
    assert isinstance(found, Broken)
    assert found.seq == 2


def test_a_changed_text_is_found(journal):
    Text.objects.update(body="He was pushed from the roof")
    assert verify() == Broken(3, "the text of row 3 was changed")


def test_a_missing_text_is_found(journal):
    Text.objects.all().delete()
    assert isinstance(verify(), Broken)


def test_a_text_that_was_added_is_found(journal):
    Text.objects.create(id=uuid4(), entry=Entry.objects.get(seq=2).uuid, body="new", key=b"k")
    assert verify() == Broken(2, "row 2 has a text that it did not have")


def test_a_half_erased_text_is_found(journal):
    Text.objects.update(body="", erased_at=Entry.objects.get(seq=3).recorded_at)
    assert verify() == Broken(3, "row 3: half-erased text")


def test_the_chain_holds_after_a_text_was_erased(journal):
    assert erase(Text.objects.get().id)
    assert isinstance(verify(), Verified)


def test_rows_that_are_appended_while_verify_reads_are_no_fault(journal, monkeypatch):
    monkeypatch.setattr("outrider.journal.verify.CHUNK", 2)
    late = iter([6, 7])

    def somebody_works(done: int, total: int) -> None:
        if number := next(late, None):
            append([entry(number)])

    found = verify(somebody_works)
    assert isinstance(found, Verified)
    assert found.seq == 7


def test_a_head_that_lags_behind_its_rows_is_found(journal):
    fourth = Entry.objects.get(seq=4)
    Head.objects.update(seq=4, hash=fourth.hash)
    assert verify() == Broken(5, "the journal's head says row 4 with another hash")


def test_verify_says_how_far_it_is(journal):
    heard: list[tuple[int, int]] = []
    verify(lambda done, total: heard.append((done, total)))
    assert heard[-1] == (ROWS, ROWS)


def test_the_hash_covers_every_column_of_the_table():
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "journal_entry")
    assert {column.name for column in described} == set(COLUMNS)
    assert json.dumps(sorted(COLUMNS)) == json.dumps(
        sorted(
            [
                "actor",
                "cause",
                "device",
                "effective_at",
                "hash",
                "kind",
                "on_behalf_of",
                "payload",
                "prev_hash",
                "recorded_at",
                "seq",
                "stream",
                "text_hmac",
                "touches",
                "uuid",
            ]
        )
    )
