"""Campaigns, both versions of Farrington's method, and covariates, asked of a file."""

import csv
from datetime import date, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from outrider.cli import app

WEEKS = 340
MONDAY = date(2020, 1, 6)


def asked(words, lines, tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["signals", words[0], str(file), *words[1:]])
    return told.exit_code, told.output


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "220")


def stepped(rate=2.0, begins=60, weeks=90):
    """A call to record everything: from then on as many again are recorded."""
    random = np.random.default_rng(4)
    counts = random.poisson(np.where(np.arange(weeks) < begins, 8.0, 8.0 * rate))
    days = [MONDAY + timedelta(weeks=week) for week in range(weeks)]
    return days, ["week,n", *(f"{day},{n}" for day, n in zip(days, counts, strict=True))]


@pytest.mark.feature("F46")
@pytest.mark.parametrize("method", ["cusum", "ewma", "shewhart", "change-point", "online"])
def test_a_campaign_is_told_beside_the_finding_and_drawn_by_its_name(method, tmp_path, wide):
    days, lines = stepped()
    svg = tmp_path / "out.svg"
    words = (method, "--count", "n", "--day", "week", "--svg", str(svg))
    code, without = asked(words, lines, tmp_path)
    assert code == 0, without
    assert "Record everything" not in without + svg.read_text()
    code, said = asked((*words, "--marks", f"{days[60]} Record everything"), lines, tmp_path)
    assert code == 0, said
    assert "Record everything" in said
    assert "Record everything" in svg.read_text()
    assert without.splitlines()[0] == said.splitlines()[0], "the finding itself is the same"


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        ("soon Record", "“soon” is no day"),
        ("2020-05-04", "has no name"),
        ("2020-05-04 One; 2020-13-01 Two", "“2020-13-01” is no day"),
    ],
)
def test_a_mark_that_cannot_be_read_says_how_to_write_it(marks, says, tmp_path, wide):
    _, lines = stepped()
    words = ("cusum", "--count", "n", "--day", "week", "--marks", marks)
    code, said = asked(words, lines, tmp_path)
    assert code == 1
    assert says in said
    assert "2026-03-02 Record everything" in said


def test_without_days_a_mark_names_a_row(tmp_path, wide):
    _, lines = stepped()
    code, said = asked(("cusum", "--count", "n", "--marks", "61 A new form"), lines, tmp_path)
    assert code == 0, said
    assert "A new form" in said
    code, said = asked(("cusum", "--count", "n", "--marks", "2020-05-04 x"), lines, tmp_path)
    assert code == 1
    assert "is no number of a row" in said


@pytest.mark.feature("F46")
def test_both_versions_of_farrington_s_method_are_asked_of_a_file(reference_dir, tmp_path):
    """Agona: the classic version alarms in weeks 284 and 285, the improved one in 284 alone."""
    file = reference_dir / "reference" / "salmonella_agona_weekly.csv"
    alarms = {}
    for version in ("improved", "classic"):
        out = tmp_path / f"{version}.csv"
        words = ["signals", "farrington", str(file), "--count", "observed", "--first", "269"]
        told = CliRunner().invoke(app, [*words, "--version", version, "--csv", str(out)])
        assert told.exit_code == 0, told.output
        rows = list(csv.DictReader(out.read_text().splitlines()))
        alarms[version] = [row["at"] for row in rows if row["alarm"] == "True"]
    assert alarms["classic"] == ["284.0", "285.0"]
    assert alarms["improved"] != alarms["classic"]
    told = CliRunner().invoke(app, [*words, "--version", "flexible"])
    assert told.exit_code == 1
    assert "improved or classic" in told.output


def roles(strata):
    """Nine areas; the last has response officers alone, who are hit four times as often."""
    random = np.random.default_rng(2)
    lines = ["area,lat,lon,day,n,officers,role"]
    for area in range(9):
        for role, rate in (("response", 0.4), ("desk", 0.1)):
            officers = 100 if area < 8 else (180 if role == "response" else 20)
            for week in range(8):
                day = MONDAY + timedelta(weeks=week)
                n = random.poisson(rate * officers / 8)
                people = officers if strata else 200
                lines.append(f"A{area},{50.6 + 0.1 * area},-1.3,{day},{n},{people},{role}")
    return lines


@pytest.mark.feature("F47")
def test_a_covariate_explains_what_the_scan_would_take_for_a_cluster(tmp_path, wide):
    words = ("scan", "--area", "area", "--lat", "lat", "--lon", "lon", "--day", "day", "--count",
             "n", "--population", "officers", "--replications", "199")  # fmt: skip
    code, plain = asked(words, roles(strata=False), tmp_path)
    assert code == 0, plain
    assert not plain.startswith("No place"), plain
    code, within = asked((*words, "--stratum", "role"), roles(strata=True), tmp_path)
    assert code == 0, within
    assert "No place and time" in within


def test_populations_that_differ_within_an_area_are_told(tmp_path, wide):
    lines = roles(strata=True)
    words = ("scan", "--area", "area", "--lat", "lat", "--lon", "lon", "--day", "day", "--count",
             "n")  # fmt: skip
    code, said = asked((*words, "--population", "officers"), lines, tmp_path)
    assert code == 1
    assert "“A8” has a population of 180 in one row and of 20 in another" in said
    code, said = asked((*words, "--stratum", "role"), lines, tmp_path)
    assert code == 1
    assert "with a population only" in said
