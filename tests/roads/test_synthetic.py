"""The invented network fills the same interfaces, says that it is invented, and never changes."""

import numpy as np
import pytest

from outrider.roads import Driving, build_synthetic, locate


def test_the_same_seed_gives_the_same_bytes(invented, tmp_path):
    again = build_synthetic(tmp_path / "again")
    for file in sorted(invented.folder.iterdir()):
        assert (again.folder / file.name).read_bytes() == file.read_bytes(), file.name


def test_another_seed_gives_other_roads(invented, tmp_path):
    other = build_synthetic(tmp_path / "other", seed=2)
    assert other.meta["counts"] != invented.meta["counts"]


def test_it_says_that_it_is_invented(invented):
    assert invented.synthetic
    assert invented.label.startswith("Invented roads over real towns (GeoNames CC BY 4.0")
    assert invented.basemap()["synthetic"] is True


def test_real_towns_stand_on_land_and_are_joined(invented, invented_places):
    towns = [e for e in invented_places.entries if e.kind == "town"]
    assert {"Newport", "Ryde", "Cowes", "Sandown", "Shanklin", "Ventnor"} <= {t.name for t in towns}
    nodes = np.array([invented.snap(t.lat, t.lon).node for t in towns], np.int32)
    assert np.isfinite(invented.table(nodes, nodes, Driving.RESPONSE)).all()


def test_towns_off_the_island_are_left_out(invented_places):
    assert invented_places.search("Lymington") == []


def test_every_interface_works_on_it(invented, invented_places):
    newport, ryde = (locate(t, invented, invented_places) for t in ("Newport", "Ryde"))
    a, b = (invented.snap(p.lat, p.lon).node for p in (newport, ryde))
    route = invented.route(a, b)
    assert 6 * 60 < route.seconds < 25 * 60
    assert invented.isochrone(b, 300)
    assert invented_places.search("high street ventnor")[0].context == "Ventnor"
    assert "Ryde" in invented_places.describe(ryde.lat, ryde.lon)
    crossing = invented_places.crossings[0]
    assert invented_places.search(crossing.label)[0].kind == "junction"
    assert all(invented.basemap()["roads"][layer] for layer in "1234")


def test_invented_pubs_and_schools_say_so(invented_places):
    places = [e for e in invented_places.entries if e.kind in {"pub", "school", "hospital"}]
    assert places
    assert all("(invented)" in p.name for p in places)


@pytest.mark.parametrize("name", ["basemap.json", "places.json"])
def test_its_files_are_small(invented, name):
    assert (invented.folder / name).stat().st_size < 700_000
