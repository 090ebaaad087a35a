"""Each thing that can be wrong with an extract or a folder is said plainly."""

import osmium
import pytest

from outrider.roads import (
    ExtractMissing,
    Gazetteer,
    NetworkMissing,
    NoRoads,
    NotAPbf,
    TruncatedExtract,
    build_network,
    load_network,
)


def test_a_text_file_is_not_an_extract(tmp_path):
    (tmp_path / "roads.txt").write_text("Newport to Ryde\n" * 50)
    with pytest.raises(NotAPbf, match=r"not an OpenStreetMap extract.*osm\.pbf"):
        build_network(tmp_path / "roads.txt", tmp_path / "net")


def test_an_extract_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ExtractMissing, match="Check the path"):
        build_network(tmp_path / "gone.osm.pbf", tmp_path / "net")


def test_a_truncated_extract_is_said_and_leaves_no_network(extract, tmp_path):
    short = tmp_path / "short.osm.pbf"
    short.write_bytes(extract.read_bytes()[:1_000_000])
    with pytest.raises(TruncatedExtract, match=r"short\.osm\.pbf.*Fetch it again"):
        build_network(short, tmp_path / "net")
    assert not (tmp_path / "net").exists()


def test_an_extract_without_roads_is_said(tmp_path):
    target = tmp_path / "sea.osm.pbf"
    with osmium.SimpleWriter(str(target)) as writer:
        writer.add_node(
            osmium.osm.mutable.Node(id=1, location=(-1.3, 50.5), tags={"place": "locality"})
        )
    with pytest.raises(NoRoads, match="no road that a vehicle can drive"):
        build_network(target, tmp_path / "net")


def test_a_folder_without_a_network_says_how_to_build_one(tmp_path):
    with pytest.raises(NetworkMissing, match="outrider roads build"):
        load_network(tmp_path)
    with pytest.raises(NetworkMissing, match="outrider roads build"):
        Gazetteer.load(tmp_path)


def test_a_network_of_another_version_is_refused(tmp_path):
    (tmp_path / "meta.json").write_text('{"schema": 0}')
    with pytest.raises(NetworkMissing, match="another version"):
        load_network(tmp_path)


def test_a_network_with_a_lost_array_is_refused(invented, tmp_path):
    import shutil

    shutil.copytree(invented.folder, tmp_path / "net")
    (tmp_path / "net" / "in_edge.npy").unlink()
    with pytest.raises(NetworkMissing, match="incomplete"):
        load_network(tmp_path / "net")
