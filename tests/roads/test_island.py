"""What the island's extract is known to give."""

import numpy as np
import pytest

from outrider.roads import Driving, Gazetteer, Network, PointOutside, load_network, locate


def node(text: str, network: Network, places: Gazetteer) -> int:
    found = locate(text, network, places)
    return network.snap(found.lat, found.lon).node


@pytest.mark.feature("C5")
@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("Newport", "Ryde", 14), ("Newport", "Ventnor", 18)]
)
def test_known_drives_take_about_what_is_known(island, island_places, start, end, minutes):
    a, b = (node(p, island, island_places) for p in (start, end))
    assert island.seconds(a, b) / 60 == pytest.approx(minutes, abs=1)


@pytest.mark.feature("C5")
def test_response_driving_is_quicker_everywhere_but_not_by_half(island: Network):
    normal, response = (island.graph.milliseconds(d) for d in Driving)
    assert (response <= normal).all()
    assert (response * 2 > normal).all()


def test_the_network_is_one_component_of_the_known_size(island: Network):
    assert island.meta["counts"]["road_km"] == pytest.approx(1068, rel=0.01)
    targets = np.arange(0, island.node_count, 500, dtype=np.int32)
    assert np.isfinite(island.table(targets, targets)).all()


def test_a_route_obeys_one_way_streets(island: Network):
    """Edges exist only in the direction allowed, and a route is made of edges."""
    from outrider.roads.paths import edge_points, edges_between

    stream = np.random.default_rng(1)
    tails, heads = island.graph.tails(), island.graph.heads()
    two_way = set(zip(tails.tolist(), heads.tolist(), strict=True))
    one_way = [(a, b) for a, b in two_way if (b, a) not in two_way]
    assert len(one_way) > 300
    for a, b in [one_way[i] for i in stream.integers(0, len(one_way), 20)]:
        edges = edges_between(island, b, a, Driving.RESPONSE)
        assert all((int(tails[e]), int(heads[e])) != (b, a) for e in edges)
        assert edge_points(island, edges[0])[0] == pytest.approx(island.point(b), abs=1e-6)


def test_a_route_draws_from_its_start_to_its_end(island: Network):
    route = island.route(10, island.node_count - 10)
    assert route.points[0] == pytest.approx(island.point(10), abs=1e-6)
    assert route.points[-1] == pytest.approx(island.point(island.node_count - 10), abs=1e-6)
    assert sum(s.metres for s in route.steps) == pytest.approx(route.metres)


def test_no_place_on_a_road_is_far_from_a_node(island: Network):
    metres = island.shapes.piece_metres
    assert float(metres.max()) <= 100.5


def test_snapping_finds_the_nearest_of_all_nodes(island: Network):
    stream = np.random.default_rng(2)
    for _ in range(50):
        lat, lon = stream.uniform(50.58, 50.76), stream.uniform(-1.5, -1.1)
        nearest = float(island._metres_to_nodes((lat, lon)).min())
        if nearest > 1990:
            continue
        assert island.snap(lat, lon).distance_m == pytest.approx(nearest, rel=3e-3)


def test_a_point_in_the_sea_is_told_how_far_out_it_is(island: Network):
    with pytest.raises(PointOutside, match=r"nearest road of the network is 1\d km") as told:
        island.snap(50.45, -1.30)
    assert told.value.distance_m == pytest.approx(14_000, rel=0.1)


def test_many_points_are_snapped_at_once(island: Network):
    nodes, metres = island.snap_many([50.70, 48.8], [-1.29, 2.3])
    assert nodes[0] == island.snap(50.70, -1.29).node
    assert nodes[1] == -1
    assert metres[0] < 100


def test_an_isochrone_holds_every_node_within_the_time(island: Network):
    from shapely import Polygon, points, union_all

    target = island.snap(50.70, -1.29).node
    rings = island.isochrone(target, 300, Driving.RESPONSE)
    area = union_all([Polygon(ring) for ring in rings])
    everyone = np.arange(island.node_count, dtype=np.int32)
    seconds = island.table(everyone, np.array([target], np.int32), Driving.RESPONSE)[:, 0]
    inside = area.contains(points(island.lat, island.lon))
    assert inside[seconds <= 300].mean() > 0.99
    assert not inside[seconds > 600].any()


def test_a_network_opens_by_memory_map_and_cannot_be_written(island: Network):
    again = load_network(island.folder)
    assert again.node_count == island.node_count
    with pytest.raises(ValueError, match="read-only"):
        again.lat[0] = 0


def test_the_map_is_small_labelled_and_whole(island: Network):
    drawn = island.basemap()
    assert (island.folder / "basemap.json").stat().st_size < 700_000
    assert drawn["label"] == "© OpenStreetMap contributors (ODbL), 1 Jan 2015"
    assert not drawn["synthetic"]
    assert all(drawn["roads"][layer] for layer in "1234")
    assert drawn["coast"]
    assert {"Newport", "Ryde", "Ventnor"} <= {p["name"] for p in drawn["places"]}


def test_the_meta_says_where_it_came_from_and_what_was_decided(island: Network):
    assert island.meta["source"]["sha256"].startswith("602274cd")
    assert {"tracks", "service", "gates", "private", "one_way", "turns"} <= set(
        island.meta["decided"]
    )
    assert "calibrate locally" in island.meta["speeds"]["source"]["normal"]
