"""What a police vehicle may drive, from the tags alone."""

import pytest

from outrider.roads.speeds import current_speeds, read_speeds
from outrider.roads.tags import Flow, barrier_of, flow_of, limit_mph, road_of
from outrider.roads.values import Driving, RoadClass


@pytest.mark.parametrize(
    ("tags", "mph"),
    [
        ({"maxspeed": "30 mph"}, 30),
        ({"maxspeed": "30mph"}, 30),
        ({"maxspeed": "48"}, 29.83),
        ({"maxspeed": "50 km/h"}, 31.07),
        ({"maxspeed": "national"}, 60),
        ({"maxspeed": "GB:nsl_dual"}, 70),
        ({"maxspeed:type": "GB:nsl_single"}, 60),
        ({"maxspeed": "20 mph;30 mph"}, 20),
        ({"maxspeed": "fast"}, None),
        ({"maxspeed": "0"}, None),
        ({}, None),
    ],
)
def test_speed_limits_are_read_in_mph(tags, mph):
    assert limit_mph(tags) == (None if mph is None else pytest.approx(mph, abs=0.01))


@pytest.mark.parametrize(
    ("tags", "flow"),
    [
        ({}, Flow.BOTH),
        ({"oneway": "yes"}, Flow.FORWARD),
        ({"oneway": "-1"}, Flow.BACKWARD),
        ({"junction": "roundabout"}, Flow.FORWARD),
        ({"junction": "roundabout", "oneway": "no"}, Flow.BOTH),
        ({"highway": "motorway"}, Flow.FORWARD),
        ({"oneway": "reversible"}, None),
    ],
)
def test_one_way_streets_and_roundabouts_keep_their_direction(tags, flow):
    assert flow_of(tags) is flow


@pytest.mark.parametrize(
    ("tags", "driven"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "footway"}, False),
        ({"highway": "track"}, False),
        ({"highway": "track", "tracktype": "grade1"}, True),
        ({"highway": "track", "motor_vehicle": "yes"}, True),
        ({"highway": "service", "access": "private"}, True),
        ({"highway": "service", "access": "no"}, False),
        ({"highway": "service", "access": "no", "emergency": "yes"}, True),
        ({"highway": "service", "access": "no", "motor_vehicle": "yes"}, True),
        ({"highway": "residential", "motorcar": "no", "access": "yes"}, False),
        ({"highway": "pedestrian"}, False),
        ({"highway": "pedestrian", "vehicle": "yes"}, True),
        ({"highway": "construction"}, False),
    ],
)
def test_which_roads_are_driven(tags, driven):
    assert (road_of(tags) is not None) is driven


@pytest.mark.parametrize(
    ("tags", "seconds"),
    [
        ({"barrier": "bollard"}, None),
        ({"barrier": "gate"}, 25),
        ({"barrier": "gate", "access": "private"}, None),
        ({"barrier": "gate", "locked": "yes"}, None),
        ({"barrier": "gate", "access": "private", "emergency": "yes"}, 25),
        ({"barrier": "entrance"}, 0),
    ],
)
def test_what_a_barrier_costs(tags, seconds):
    assert barrier_of(tags, current_speeds().barrier_seconds) == seconds


def test_private_roads_are_slower_and_response_is_faster():
    speeds = current_speeds()
    primary = RoadClass.PRIMARY
    normal = speeds.mph(primary, None, Driving.NORMAL)
    assert speeds.mph(primary, None, Driving.NORMAL, private=True) < normal
    assert speeds.mph(primary, None, Driving.RESPONSE) > normal
    assert speeds.mph(primary, 30, Driving.NORMAL) < 30


def test_a_speeds_file_without_a_class_says_which():
    from importlib.resources import files

    from outrider.roads import RoadsError

    text = (files("outrider.roads") / "speeds.toml").read_text("utf-8")
    with pytest.raises(RoadsError, match="tertiary"):
        read_speeds(text.replace("tertiary = 60\n", ""))
