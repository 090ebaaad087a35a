"""`outrider signals`: effects, the same incident and published use-of-force forms from a file."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from outrider.signals.commands import signals_app
from tests.signals.test_reading import FORMS


def asked(command, text, folder: Path, *args):
    path = folder / "in.csv"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(signals_app, [command, str(path), *args])
    return result.exit_code, re.sub(r"\s+", " ", result.output + (result.stderr or ""))


def panel(ratio=0.5, stations=10, months=8):
    """Stations that start one after another, two of them never; and by how much it falls."""
    random = np.random.default_rng(4)
    rows = ["station,month,assaults,start,hours"]
    for station in range(stations):
        start = 0 if station >= stations - 2 else 2 + station % (months - 2)
        for month in range(1, months + 1):
            rate = 40 * (ratio if start and month >= start else 1.0)
            rows.append(f"S{station},{month:02d}m,{random.poisson(rate)},{start},1000")
    return "\n".join(rows) + "\n"


PANEL = ("--unit", "station", "--period", "month", "--count", "assaults", "--start", "start",
         "--exposure", "hours")  # fmt: skip


@pytest.mark.feature("F38")
@pytest.mark.parametrize("command", ["event-study", "stepped-wedge"])
def test_help_that_starts_station_by_station_is_asked_of_a_file(command, tmp_path):
    code, said = asked(command, panel(), tmp_path, *PANEL)
    assert code == 0, said
    estimate = float(re.search(r"Estimate ([\d.]+) times", said).group(1))
    assert estimate == pytest.approx(0.5, abs=0.06)


def test_a_panel_with_a_month_missing_is_told(tmp_path):
    code, said = asked("stepped-wedge", panel().rsplit("S9", 1)[0], tmp_path, *PANEL)
    assert code == 1
    assert "fill in noughts" in said


@pytest.mark.feature("F38")
def test_before_and_after_is_asked_of_a_file(tmp_path):
    random = np.random.default_rng(2)
    rows = ["before,after,helped,hours"]
    for _ in range(400):
        own = random.gamma(2, 1)
        before, helped = random.poisson(own), random.random() < 0.3
        after = random.poisson(own * (0.6 if helped else 1))
        rows.append(f"{before},{after},{'yes' if helped else 'no'},10")
    text = "\n".join(rows) + "\n"
    args = ("--before", "before", "--after", "after", "--helped", "helped")
    code, said = asked("before-after", text, tmp_path, *args)
    assert code == 0, said
    assert "would have come anyway" in said
    code, said = asked("before-after", text, tmp_path, *args, "--exposure-before", "hours")
    assert code == 1
    assert "exposure of both times" in said


@pytest.mark.feature("F38")
def test_the_next_assault_is_asked_of_a_file(tmp_path):
    text = "days,again\n" + "".join(f"{10 * n + 5},{'no' if n % 3 else 'yes'}\n" for n in range(30))
    code, said = asked("next-assault", text, tmp_path, "--days", "days", "--happened", "again")
    assert code == 0, said
    assert "Of 30 assaults" in said


@pytest.mark.feature("F38")
def test_help_after_an_event_is_asked_of_a_file(tmp_path):
    random = np.random.default_rng(9)
    rows = ["who,before,hours_before,after,hours_after,station"]
    for who in range(400):
        own, talk = random.gamma(0.7, 1.5), random.random() < 0.4
        work = (600, 600) if talk else (1200, 0)
        rows.append(
            f"P{who},{random.poisson(own * work[0] / 1000)},{work[0]},"
            f"{random.poisson(0.5 * own * work[1] / 1000)},{work[1]},S{who % 3}"
        )
    args = ("--unit", "who", "--before", "before", "--exposure-before", "hours_before", "--after",
            "after", "--exposure-after", "hours_after", "--group", "station")  # fmt: skip
    code, said = asked("own-rate", "\n".join(rows) + "\n", tmp_path, *args)
    assert code == 0, said
    low, high = re.search(r"times the rate without help \(([\d.]+) to ([\d.]+)", said).groups()
    assert float(low) <= 0.5 <= float(high)


@pytest.mark.feature("F43")
def test_what_made_a_difference_within_the_same_incident_is_asked_of_a_file(tmp_path):
    random = np.random.default_rng(3)
    rows = ["incident,assaulted,alone"]
    for incident in range(300):
        alone = (0, 1, 0)
        hit = random.choice(3, p=(0.2, 0.6, 0.2))
        rows += [f"I{incident},{'yes' if who == hit else 'no'},{alone[who]}" for who in range(3)]
    args = ("--incident", "incident", "--assaulted", "assaulted", "--first", "alone")
    code, said = asked("same-incident", "\n".join(rows) + "\n", tmp_path, *args)
    assert code == 0, said
    low, high = re.search(r"one more of the column \(([\d.]+) to ([\d.]+)", said).groups()
    assert float(low) <= 3 <= float(high)


def forms(many=60):
    """Half of those alone are assaulted, a quarter of those in two; half of the injured by it."""
    rows = []
    for n in range(many):
        alone, place = n % 2 == 0, "Camden" if n % 3 else "Barnet"
        hit = n % 4 == 0 if alone else n % 8 == 1
        rows.append(
            f"01/04/2019,{place},{'Yes' if hit else 'No'},{'Yes' if n % 5 == 0 else 'No'},"
            f"{'Yes' if n % 10 == 0 else 'No'},{'Yes' if alone else 'No'}"
        )
    return FORMS.splitlines()[0] + "\n" + "\n".join(rows) + "\n"


@pytest.mark.feature("F40", "F50")
def test_forms_in_the_metropolitan_layout_are_asked_without_naming_a_column(tmp_path):
    code, said = asked("force-forms", forms(), tmp_path)
    assert code == 0, said
    assert "Estimate 0.5 share of injuries answered" in said
    assert "12 injuries" in said


@pytest.mark.feature("F40")
def test_forms_compare_those_alone_with_those_in_two_within_a_borough(tmp_path):
    code, said = asked("force-crewing", forms(240), tmp_path)
    assert code == 0, said
    low, high = re.search(r"the odds of Double-crewed \(([\d.]+) to ([\d.]+)", said).groups()
    assert float(low) <= 3 <= float(high)  # a half beside a quarter: odds of 1 to 1/3


BAD = {
    "a column that is not there": (("--by", "duty"), "no column for the duty"),
    "another way": (("--by", "rank"), "broken down by borough or duty"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_the_forms_do_not_have_is_told(case, tmp_path):
    args, words = BAD[case]
    code, said = asked("force-forms", forms(), tmp_path, *args)
    assert code == 1
    assert words in said


def test_a_file_that_is_no_form_is_told(tmp_path):
    code, said = asked("force-forms", "team,n\nA,1\n", tmp_path)
    assert code == 1
    assert "AssaultedBySubject" in said


@pytest.mark.feature("F38")
def test_what_a_start_station_by_station_could_show_is_asked_before_it_starts():
    args = [
        "wedge-plan",
        "--stations",
        "14",
        "--steps",
        "7",
        "--rate",
        "0.02",
        "--exposure",
        "1500",
    ]
    result = CliRunner().invoke(signals_app, args)
    assert result.exit_code == 0
    said = re.sub(r"\s+", " ", result.output)
    assert "14 stations in 7 steps would see a fall to 0.8 times with a chance of" in said
    bad = CliRunner().invoke(signals_app, [*args[:4], "15", *args[5:]])
    assert bad.exit_code == 1
    assert "cannot start in 15 steps" in re.sub(r"\s+", " ", bad.output + (bad.stderr or ""))


@pytest.mark.feature("F46")
@pytest.mark.parametrize("command", ["cusum", "ewma"])
def test_without_a_limit_luck_alone_alarms_in_five_of_a_hundred_series(command, tmp_path):
    random = np.random.default_rng(6)
    text = "n\n" + "".join(f"{count}\n" for count in random.poisson(9, 80))
    code, said = asked(command, text, tmp_path, "--count", "n")
    assert code == 0, said
    rate = float(re.search(r"False alarms ([\d.]+)%", said).group(1))
    assert 2 <= rate <= 8  # counted in as many series as a limit is set from
    name = "--h" if command == "cusum" else "--width"
    code, said = asked(command, text, tmp_path, "--count", "n", name, "-1")
    assert code == 1
    assert "is below 0" in said
