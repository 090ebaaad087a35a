"""`outrider roads` as a person types it."""

import pytest
from typer.testing import CliRunner

from outrider.roads.cli import roads_app

run = CliRunner().invoke


@pytest.fixture(autouse=True)
def on_the_island(island, monkeypatch):
    monkeypatch.setenv("OUTRIDER_ROADS_DIR", str(island.folder))
    monkeypatch.setenv("COLUMNS", "160")


def test_a_route_is_told_road_by_road():
    told = run(roads_app, ["route", "Newport", "Ryde"])
    assert told.exit_code == 0
    assert "A3054" in told.output
    assert "14.3 min" in told.output
    assert "© OpenStreetMap contributors" in told.output


def test_points_may_be_lat_lon_or_grid_reference():
    told = run(roads_app, ["route", "50.70,-1.29", "SZ 483 795", "--driving", "response"])
    assert told.exit_code == 0
    assert "response driving" in told.output


def test_nearest_lists_the_stations_of_the_map():
    told = run(roads_app, ["nearest", "Ryde"])
    assert told.exit_code == 0
    assert "Ryde" in told.output
    assert "response" in told.output


def test_nearest_of_a_file_of_units(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text("name,place,driving\nHC412,Sandown,response\nHC413,Cowes,normal\n")
    told = run(roads_app, ["nearest", "Shanklin", "--units", str(file), "--count", "1"])
    assert "HC412" in told.output
    assert "HC413" not in told.output


def test_a_bad_line_of_a_units_file_is_named(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text("name,place\nHC412,Sandown\nHC413,Atlantis on Sea\n")
    told = run(roads_app, ["nearest", "Shanklin", "--units", str(file)])
    assert told.exit_code == 1
    assert "Line 3" in told.output


def test_info_says_what_was_decided():
    told = run(roads_app, ["info"])
    assert "from isle-of-wight-150101.osm.pbf" in told.output
    assert "a response car is not a 4x4" in told.output.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["route", "Newport", "48.85,2.35"], "outside the area"),
        (["route", "Newport", "Ryde", "--driving", "flying"], "normal or response"),
        (["build", "nowhere.osm.pbf"], "There is no extract"),
        (["info", "--from", "nowhere"], "There is no road network"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_an_exit_code(words, why):
    told = run(roads_app, words)
    assert told.exit_code == 1
    assert why in told.output
    assert "Traceback" not in told.output


def test_build_and_synthetic_make_a_folder(extract, tmp_path):
    built = run(roads_app, ["build", str(extract), "--to", str(tmp_path / "built")])
    assert built.exit_code == 0
    assert "Reading the extract" in built.output
    made = run(roads_app, ["synthetic", "--to", str(tmp_path / "made")])
    assert "invented" in made.output
    assert (tmp_path / "made" / "meta.json").is_file()
