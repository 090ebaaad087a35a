"""`outrider trial place` as a person types it, on invented roads."""

import csv
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from outrider.roads import build_synthetic
from outrider.trial.cli import trial_app

pytestmark = pytest.mark.feature("C42")

# Towns of the island.
NEWPORT, RYDE, VENTNOR = "50.7005,-1.2917", "50.7304,-1.1616", "50.5950,-1.2060"
COWES, SANDOWN, FRESHWATER = "50.7627,-1.3005", "50.6552,-1.1541", "50.6824,-1.5249"
HOMES = {NEWPORT: 40, RYDE: 35, SANDOWN: 20, VENTNOR: 10, COWES: 15, FRESHWATER: 5}


@pytest.fixture(scope="module")
def roads(tmp_path_factory):
    return build_synthetic(tmp_path_factory.mktemp("invented") / "roads").folder


@pytest.fixture
def demand(tmp_path):
    rows = [f"home {i},{w},{at},12" for i, (at, w) in enumerate(HOMES.items())]
    return written(tmp_path / "demand.csv", "name,weight,lat,lon,ambulance_minutes", *rows)


@pytest.fixture
def sites(tmp_path):
    places = {"Newport": NEWPORT, "Ryde": RYDE, "Ventnor": VENTNOR, "Freshwater": FRESHWATER}
    return written(
        tmp_path / "sites.csv", "name,lat,lon", *(f"{n},{at}" for n, at in places.items())
    )


def written(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def place(roads, monkeypatch):
    monkeypatch.setenv("OUTRIDER_ROADS_DIR", str(roads))
    monkeypatch.setenv("COLUMNS", "160")
    return lambda *words: CliRunner().invoke(trial_app, ["place", *map(str, words)])


@pytest.mark.parametrize("goal", ["cover", "expected", "median", "gain"])
def test_each_goal_names_places_and_says_that_they_are_proven(place, demand, sites, goal):
    told = place(demand, sites, "--goal", goal, "--sites", 2)
    assert told.exit_code == 0, told.output
    assert "Newport" in told.output
    assert "Proven" in told.output
    assert "This does not say" in told.output


def test_the_file_has_a_line_for_each_point_in_its_order(place, demand, sites, tmp_path):
    file = tmp_path / "out.csv"
    told = place(demand, sites, "--goal", "median", "--sites", 4, "--csv", file)
    assert told.exit_code == 0, told.output
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["name"] for row in rows] == [f"home {i}" for i in range(6)]
    assert [row["nearest_site"] for row in rows[:2]] == ["Newport", "Ryde"]
    assert float(rows[0]["minutes"]) == 0.0
    assert float(rows[2]["minutes"]) > 0.0


def test_the_ambulance_may_come_from_stations_of_a_file(place, demand, sites, tmp_path):
    stations = written(tmp_path / "ambulances.csv", "name,lat,lon", f"Newport,{NEWPORT}")
    told = place(demand, sites, "--goal", "gain", "--sites", 1, "--ambulances", stations)
    assert told.exit_code == 0, told.output
    table = told.output.split("This says")[0]
    assert "Ryde" in table  # where the ambulance stands nothing is to be gained
    assert "Newport" not in table


def test_bad_lines_are_named_all_at_once(place, sites, tmp_path):
    demand = written(
        tmp_path / "bad.csv",
        "name,weight,lat,lon",
        f"good,1,{NEWPORT}",
        f"worded,many,{RYDE}",
        "at sea,1,50.2,-1.9",
        f"minus,-2,{RYDE}",
        "nowhere,1,,",
    )
    told = place(demand, sites)
    assert told.exit_code == 1
    assert "Line 3: weight is “many”" in told.output
    assert "Line 4: The nearest road" in told.output
    assert "Line 5: weight is -2" in told.output
    assert "Line 6: lat is empty" in told.output


def test_a_missing_column_and_a_missing_file_are_said(place, demand, sites, tmp_path):
    bare = written(tmp_path / "bare.csv", "lat,lon", NEWPORT)
    assert "has no column weight" in place(bare, sites).output
    assert "There is no file" in place(tmp_path / "none.csv", sites).output
    headed = written(tmp_path / "headed.csv", "weight,lat,lon")
    assert "nothing below it" in place(headed, sites).output
    told = place(demand, sites, "--sites", 9)
    assert told.exit_code == 1
    assert "9 sites cannot be chosen from 4" in told.output


def test_gain_asks_for_the_ambulances_times(place, sites, tmp_path):
    demand = written(tmp_path / "plain.csv", "weight,lat,lon", f"1,{NEWPORT}")
    told = place(demand, sites, "--goal", "gain", "--sites", 1)
    assert told.exit_code == 1
    assert "ambulance_minutes" in told.output


def test_brackets_in_a_name_stay_in_it(place, demand, tmp_path):
    sites = written(tmp_path / "sites.csv", "name,lat,lon", f"Newport [red],{NEWPORT}")
    assert "Newport [red]" in place(demand, sites, "--sites", 1).output


def test_driving_is_normal_or_response_and_response_is_no_slower(place, demand, sites, tmp_path):
    minutes = {}
    for driving in ("normal", "response"):
        file = tmp_path / f"{driving}.csv"
        told = place(
            demand, sites, "--sites", 1, "--driving", driving, "--goal", "median", "--csv", file
        )
        assert told.exit_code == 0, told.output
        with file.open(encoding="utf-8", newline="") as lines:
            minutes[driving] = sum(
                float(row["minutes_from_base"]) * float(row["weight"])
                for row in csv.DictReader(lines)
            )
    assert minutes["response"] < minutes["normal"]
    assert "not “fast”" in place(demand, sites, "--driving", "fast").output


@pytest.mark.parametrize("goal", ["cover", "gain"])
def test_the_map_has_every_point_and_names_each_base(place, demand, sites, tmp_path, goal):
    file = tmp_path / "map.svg"
    told = place(demand, sites, "--goal", goal, "--sites", 2, "--map", file)
    assert told.exit_code == 0, told.output
    assert f"Written to {file}" in told.output.replace("\n", "")
    root = ElementTree.parse(file).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    shades = 5
    assert len(root.findall(f"{svg}circle")) == len(HOMES) + shades
    named = [one.text for one in root.findall(f"{svg}text") if one.get("font-weight")]
    assert len(named) == 2
    title = root.find(f"{svg}title").text
    assert all(name in title for name in named)


def test_a_map_that_cannot_be_written_is_told(place, demand, sites, tmp_path):
    told = place(demand, sites, "--map", tmp_path / "no" / "map.svg")
    assert told.exit_code == 1
    assert "cannot be written" in told.output
