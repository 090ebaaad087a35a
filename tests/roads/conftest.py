"""The networks that the road tests stand on, each built once."""

from pathlib import Path

import pytest

from outrider.roads import Gazetteer, Network, build_network, build_synthetic


@pytest.fixture(scope="session")
def extract(reference_dir: Path) -> Path:
    return reference_dir / "data" / "roads" / "isle-of-wight-150101.osm.pbf"


@pytest.fixture(scope="session")
def island(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Network:
    return build_network(extract, tmp_path_factory.mktemp("island") / "roads")


@pytest.fixture(scope="session")
def island_places(island: Network) -> Gazetteer:
    return Gazetteer.load(island.folder)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return build_synthetic(tmp_path_factory.mktemp("invented") / "roads")


@pytest.fixture(scope="session")
def invented_places(invented: Network) -> Gazetteer:
    return Gazetteer.load(invented.folder)
