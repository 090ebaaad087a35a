"""`outrider import`, `export` and `account`: the same sentences without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from outrider.cli import app
from outrider.people.links import person_of
from outrider.people.models import Officer, Station, User
from tests.people.test_importing_rows import P, S


def run(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    file = tmp_path / "stations.csv"
    file.write_text(S + "ryde,Ryde,Police,50.73,-1.16,,\ncowes,Cowes,Navy,50.7,-1.2,,\n")
    return file


@pytest.mark.feature("C47")
def test_good_rows_are_imported_and_bad_ones_explained(
    db: None, stations: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    code, out, err = run("import", "stations", stations, "--bad-rows", bad)
    assert code == 3
    assert out == "Stations: 1 new, 0 changed, 0 unchanged, 1 refused.\n"
    assert "Line 3, Agency: “Navy” is no agency. Use Police, Ambulance service or Fire." in err
    assert list(Station.objects.values_list("code", flat=True)) == ["ryde"]
    bad.write_text(bad.read_text("utf-8-sig").replace("Navy", "Fire"))
    assert run("import", "stations", bad)[:2] == (
        0, "Stations: 1 new, 0 changed, 0 unchanged, 0 refused.\n",
    )  # fmt: skip


def test_a_dry_run_writes_nothing(db: None, stations: Path) -> None:
    code, out, err = run("import", "stations", stations, "--dry-run")
    assert code == 3
    assert "1 new" in out
    assert "Nothing was written" in err
    assert not Station.objects.exists()


@pytest.mark.feature("C47")
def test_what_is_exported_can_be_imported_and_changes_nothing(
    hale: Officer, tmp_path: Path
) -> None:
    for name in ("people.csv", "people.xlsx"):
        assert run("export", "people", tmp_path / name)[0] == 0
        code, out, _ = run("import", "people", tmp_path / name)
        assert (code, out) == (0, "People: 0 new, 0 changed, 1 unchanged, 0 refused.\n")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("a.csv", b"%PDF", "This is a PDF."), ("b.csv", b"", "empty"), ("no.csv", None, "opened")],
)
def test_a_file_that_cannot_be_read_is_told_in_words(
    name: str, data: bytes | None, words: str, db: None, tmp_path: Path
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    code, out, err = run("import", "people", file)
    assert (code, out) == (1, "")
    assert words in err


def test_an_export_needs_a_name_that_says_what_it_is(hale: Officer, tmp_path: Path) -> None:
    code, _, err = run("export", "people", tmp_path / "people.pdf")
    assert code == 2
    assert ".csv or .xlsx" in err


def test_real_people_do_not_go_into_the_demo(db: None, stations: Path, settings: Any) -> None:
    settings.DEMO = True
    code, _, err = run("import", "stations", stations)
    assert code == 1
    assert "its people are invented" in err
    assert not Station.objects.exists()


def test_a_thousand_bad_rows_do_not_fill_the_screen(hale: Officer, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(P + "".join(f"{n},PC,A,B,nowhere,,,,,,\n" for n in range(1, 101)))
    _, _, err = run("import", "people", file)
    assert "and 50 more: use --bad-rows" in err


def test_the_first_administrator_gets_a_link_and_the_second_is_refused(db: None) -> None:
    command = ("account", "first-administrator", "chief@force.example", "--address", "https://o/")
    code, link, err = run(*command)
    assert code == 0
    assert link.startswith("https://o/welcome/")
    assert "works once" in err
    user = User.objects.get()
    assert person_of(*link.strip().split("/")[-2:]) == user
    # asked again before the link was used, another link is printed and no other account made
    assert run(*command)[0] == 0
    assert User.objects.count() == 1
    user.set_password("quiet otter over ryde")
    user.save()
    code, _, err = run("account", "first-administrator", "second@force.example")
    assert code == 1
    assert "There is an administrator already" in err
    assert run("account", "link", "CHIEF@force.example")[0] == 0
    assert run("account", "link", "nobody")[0] == 1


def test_a_user_name_that_cannot_be_is_told(db: None) -> None:
    code, _, err = run("account", "first-administrator", "the chief")
    assert code == 2
    assert "cannot be a user name" in err
