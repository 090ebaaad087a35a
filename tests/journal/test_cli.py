"""`outrider journal` says whether the history is whole."""

import pytest
from django.db import connection, transaction
from tests.journal.entries import entry
from typer.testing import CliRunner

from outrider.journal import triggers
from outrider.journal.append import append
from outrider.journal.cli import journal_app
from outrider.journal.models import Entry
from outrider.journal.queries import tail

pytestmark = pytest.mark.django_db


def run(*words: str):
    return CliRunner().invoke(journal_app, words)


@pytest.fixture
def three_rows():
    append([entry(1), entry(2), entry(3)])


def test_verify_prints_what_to_keep_elsewhere(three_rows):
    said = run("verify")
    assert said.exit_code == 0
    assert said.stdout.splitlines()[-1] == f"3:{tail(2)[0].hash}"


@pytest.mark.feature("F62")
def test_verify_names_the_first_broken_row_and_ends_with_one(three_rows):
    with transaction.atomic():
        triggers.drop(connection)
        Entry.objects.filter(seq=2).update(actor="somebody else")
    said = run("verify")
    triggers.create(connection)
    assert said.exit_code == 1
    assert "BROKEN at row 2" in said.stderr


def test_verify_holds_the_journal_against_what_was_kept_elsewhere(three_rows):
    assert run("verify", "--anchor", f"3:{tail(2)[0].hash}").exit_code == 0
    assert run("verify", "--anchor", f"3:{'0' * 64}").exit_code == 1


def test_verify_says_how_an_anchor_is_written():
    said = run("verify", "--anchor", "yesterday")
    assert said.exit_code == 2
    assert "row number and its hash" in said.stderr


def test_tail_shows_the_last_rows(three_rows):
    lines = run("tail", "--limit", "2").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["2", "3"]
    assert "call:1  received  p-1" in lines[0]


def test_tail_shows_what_came_after_a_row(three_rows):
    assert [line.split()[0] for line in run("tail", "--after", "0").stdout.splitlines()] == list(
        "123"
    )


def test_pruning_reads_says_how_many_it_forgot():
    assert run("prune-reads", "--days", "365").stdout == "0 reads forgotten.\n"
