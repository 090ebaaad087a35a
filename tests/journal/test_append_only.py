"""The database itself refuses to change or delete what happened."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.journal.entries import entry

from outrider.journal.append import append
from outrider.journal.models import Entry, Text
from outrider.journal.queries import tail
from outrider.journal.texts import erase, text_of

pytestmark = pytest.mark.django_db
postgres_only = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no TRUNCATE"
)


@pytest.mark.feature("C17", "F62")
def test_a_row_cannot_be_changed():
    append([entry(1)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(kind="other")
    assert tail(0)[0].kind == "received"


@pytest.mark.feature("C17", "F62")
def test_a_row_cannot_be_deleted():
    append([entry(1)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
    assert len(tail(0)) == 1


@postgres_only
@pytest.mark.parametrize("table", ["journal_entry", "journal_text"])
def test_a_table_cannot_be_truncated(table):
    append([entry(1, text="words")])
    refusal = pytest.raises(DatabaseError, match=r"append-only|only be erased")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def test_a_text_can_be_read_until_it_is_erased():
    (row,) = append([entry(1, text="A woman, 60, not breathing")])
    assert text_of(row.uuid) == "A woman, 60, not breathing"
    assert erase(Text.objects.get().id)
    assert text_of(row.uuid) is None


def test_erasing_removes_the_text_and_the_key_of_its_hmac():
    append([entry(1, text="words")])
    erase(Text.objects.get().id)
    text = Text.objects.get()
    assert (text.body, bytes(text.key)) == ("", b"")
    assert text.erased_at is not None


def test_a_text_is_erased_once():
    append([entry(1, text="words")])
    text = Text.objects.get().id
    assert erase(text)
    assert not erase(text)


def test_the_same_words_leave_different_hmacs():
    append([entry(1, text="words"), entry(2, text="words")])
    first, second = tail(0)
    assert first.text_hmac != second.text_hmac


def test_a_text_cannot_be_changed():
    append([entry(1, text="words")])
    with pytest.raises(DatabaseError, match="only be erased"), transaction.atomic():
        Text.objects.update(body="other words")


def test_a_text_cannot_be_deleted():
    append([entry(1, text="words")])
    with pytest.raises(DatabaseError, match="only be erased"), transaction.atomic():
        Text.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_the_triggers_are_back_after_a_transactional_test_was_cleared_away():
    with transaction.atomic():
        append([entry(1)])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
