"""A caller's words become a place, and a place becomes words."""

import pytest

from outrider.roads import CannotLocate, from_os_grid, locate, to_os_grid


@pytest.mark.feature("C1")
@pytest.mark.parametrize(
    ("said", "name", "kind"),
    [
        ("Newport", "Newport", "town"),
        ("newprt", "Newport", "town"),
        ("Chale Green", "Chale Green", "village"),
        ("Chale Grean", "Chale Green", "village"),
        ("chale gr", "Chale Green", "village"),
        ("high st ryde", "High Street", "street"),
        ("High Street, Ventnor", "High Street", "street"),
        ("Whithouse rd", "Whitehouse Road", "street"),
        ("Bargemans Rest", "Bargemans Rest", "pub"),
        ("bargeman's rest", "Bargemans Rest", "pub"),
        ("St Marys Hospital", "St Marys Hospital", "hospital"),
        ("Sandown Bay High Sch", "Sandown Bay High School", "school"),
    ],
)
def test_what_callers_say_is_found(island_places, said, name, kind):
    first = island_places.search(said)[0]
    assert (first.name, first.kind) == (name, kind)


def test_streets_carry_their_town(island_places):
    assert island_places.search("high street ventnor")[0].label == "High Street, Ventnor"


@pytest.mark.parametrize(
    "said",
    [
        "A3054 and Whitehouse Road", "Whitehouse Road and A3054", "whitehouse rd / a3054",
        "A3054 & Whitehouse Road", "junction of Forest Road and Whitehouse Road",
        "Forrest Road and Whithouse Road",
    ],
)  # fmt: skip
def test_a_junction_is_found_in_either_order_and_with_slips(island, island_places, said):
    first = island_places.search(said)[0]
    assert first.kind == "junction"
    assert "A3054" in first.name
    assert "Whitehouse Road" in first.name
    roads = " ".join(island.roads_at(island.snap(first.lat, first.lon).node))
    assert "Whitehouse Road" in roads
    assert "A3054" in roads


def test_roads_that_do_not_meet_are_not_made_to(island, island_places):
    """On this extract Whitehouse Road meets the A3054, never the A3020."""
    close = island_places.search("A3020 and Whitehouse Road")
    assert close[0].name == "A3054 Forest Road and Whitehouse Road"
    assert close[0].score <= 45
    with pytest.raises(CannotLocate, match=r"do not meet.*A3054 Forest Road and Whitehouse Road"):
        locate("A3020 and Whitehouse Road", island, island_places)


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("Calais", "La Falais Car Park"),
        ("London", "Little London"),
        ("Paris", "Parish"),
        ("Newpor", "Newport"),
    ],
)
@pytest.mark.feature("C1")
def test_what_is_only_like_a_place_is_offered_and_never_taken(island, island_places, said, offered):
    with pytest.raises(CannotLocate, match=f"Did you mean.*{offered}"):
        locate(said, island, island_places)


def test_a_name_that_several_places_have_is_asked_back_with_its_towns(island, island_places):
    with pytest.raises(CannotLocate, match=r"more than one place.*High Street, Cowes"):
        locate("High Street", island, island_places)
    assert locate("High Street, Ryde", island, island_places).label == "High Street, Ryde"
    near_ryde = (50.73, -1.16)
    assert locate("High Street", island, island_places, near_ryde).label == "High Street, Ryde"


def test_a_slip_in_a_whole_name_is_forgiven(island, island_places):
    assert locate("Newprt", island, island_places).label == "Newport"
    assert locate("Chale Gren", island, island_places).label.startswith("Chale Green")


def test_among_equals_the_nearest_comes_first(island_places):
    near_ryde, near_ventnor = (50.73, -1.16), (50.594, -1.20)
    assert island_places.search("High Street", near_ryde)[0].context == "Ryde"
    assert island_places.search("High Street", near_ventnor)[0].context == "Ventnor"


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "qqqqzzzz", "x" * 100_000])
def test_nonsense_finds_nothing_and_breaks_nothing(island_places, nothing):
    assert island_places.search(nothing) == []


def test_a_place_is_said_with_distance_direction_and_road(island_places):
    said = island_places.describe(50.6115, -1.3194)
    assert said.startswith(("400 m", "300 m", "200 m"))
    assert "Chale Green" in said
    assert "on " in said


@pytest.mark.parametrize(
    ("lat", "lon", "east", "north"),
    [  # from the Ordnance Survey's OSTN15 test points
        (49.92226393730, -6.29977752014, 91492.146, 11318.804),
        (49.96006137820, -5.20304609998, 170370.718, 11572.405),
        (50.43885825610, -4.10864563561, 250359.811, 62016.569),
        (50.57563665000, -1.29782277240, 449816.371, 75335.861),
    ],
)
def test_the_national_grid_is_that_of_the_ordnance_survey(lat, lon, east, north):
    from outrider.roads.grid import to_eastings

    assert to_eastings(lat, lon) == pytest.approx((east, north), abs=0.002)


def test_a_grid_reference_comes_back_as_itself():
    for reference in ("SZ 483 795", "SZ 48 79", "SZ 4830 7950", "HP 600 100", "SV 914 113"):
        figures = sum(c.isdigit() for c in reference)
        assert to_os_grid(*from_os_grid(reference), figures=figures) == reference


@pytest.mark.parametrize(
    "text", ["50.7041, -1.3064", "50.7041 -1.3064", "50.7041N 1.3064W", "N50.7041 W1.3064",
             "50°42'14.8\"N 1°18'23.0\"W"]
)  # fmt: skip
def test_latitude_and_longitude_are_read_as_people_write_them(island, island_places, text):
    found = locate(text, island, island_places)
    assert found.how == "latlon"
    assert (found.lat, found.lon) == pytest.approx((50.7041, -1.3064), abs=1e-4)
    assert found.os_grid == "SZ 490 896"


@pytest.mark.feature("C1")
@pytest.mark.parametrize("text", ["SZ 483 795", "SZ483795", "sz 483795", "483 795", "483795"])
def test_a_grid_reference_gives_the_centre_of_its_square(island, island_places, text):
    found = locate(text, island, island_places)
    assert (found.how, found.os_grid) == ("os-grid", "SZ 483 795")
    assert found.label == "SZ 483 795 (centre of the 100 m square)"
    assert found.accuracy_m == 50
    assert (found.lat, found.lon) == pytest.approx((50.61365, -1.31798), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "No place was given"),
        ("48.85, 2.35", r"312 km outside the area"),
        ("TR 350 100", r"\d+ km outside the area"),
        ("95.0, -1.3", "not on the globe"),
        ("SZ 12345", "5 figures"),
        ("ZZ 123 456", "not a square of the National Grid"),
        ("///filled.count.soap", "what3words"),
        ("filled.count.soap", "what3words"),
        ("UPRN 100060769712", "UPRN"),
        ("100060769712", "UPRN"),
        ("Atlantis on Sea", "not in the gazetteer"),
        ("x" * 1_000_000, "at most 200 characters"),
    ],
)
def test_what_cannot_be_located_says_why(island, island_places, text, why):
    with pytest.raises(CannotLocate, match=why):
        locate(text, island, island_places)


def test_a_point_off_great_britain_has_no_grid_reference():
    with pytest.raises(CannotLocate, match="outside Great Britain"):
        to_os_grid(48.85, 2.35)
