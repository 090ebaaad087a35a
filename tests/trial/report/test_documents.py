"""A report is one document: as a page, and as a PDF that a screen reader reads in order."""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.trial.report.invented import NASTY, TABLE, document

from outrider.trial.report.charts import Dot, dots
from outrider.trial.report.maps import WIDTH, Spot, spot_map
from outrider.trial.report.page import page
from outrider.trial.report.pdf import page_images, pdf


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(document())


def tags(element: Any) -> Iterator[Any]:
    """The structure tree in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def of_kind(made: bytes, kind: str) -> list[Any]:
    with pikepdf.open(io.BytesIO(made)) as opened:
        root = opened.Root.StructTreeRoot
        return [str(tag.get("/Alt", "")) for tag in tags(root) if tag["/S"] == kind]


@pytest.mark.feature("C57")
def test_the_same_document_has_the_same_bytes(made: bytes) -> None:
    assert pdf(document()) == made


def test_it_says_that_it_is_pdf_ua_with_its_title_and_language(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert str(told["dc:title"]).startswith("Would it work here?")


def test_headings_tables_lists_and_pictures_are_tagged(made: bytes) -> None:
    assert len(of_kind(made, "/H1")) >= 2
    assert len(of_kind(made, "/H2")) >= 3
    assert len(of_kind(made, "/TH")) == len(TABLE.columns)
    assert len(of_kind(made, "/TD")) == len(TABLE.columns) * len(TABLE.rows)
    assert len(of_kind(made, "/LI")) >= 2
    assert {"with −1.2 minutes", "120, then 9"} <= set(of_kind(made, "/Figure"))


def test_long_tables_go_over_pages_and_every_page_has_its_number() -> None:
    pages = page_images(document(blocks=4), ppi=20)
    assert len(pages) > 4
    assert all(image.startswith(b"\x89PNG") for image in pages)


@pytest.mark.browser
def test_the_page_is_one_file_that_asks_nobody_and_axe_finds_nothing(page_of: Any) -> None:
    opened, asked = page_of(page(document()))
    assert asked == []
    assert Axe().run(opened).violations_count == 0
    assert opened.get_by_text(NASTY).count() >= 3  # as written, not as markup
    opened.set_viewport_size({"width": 360, "height": 740})
    wide = opened.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.fixture
def page_of(browser: Any, tmp_path: Any) -> Iterator[Any]:
    contexts = []

    def opened(html: str) -> tuple[Any, list[str]]:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context()
        contexts.append(context)
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda one: asked.append(one.url))
        tab.goto(file.as_uri())
        return tab, [url for url in asked if url != file.as_uri()]

    yield opened
    for context in contexts:
        context.close()


BASEMAP = {
    "bbox": [50.57, -1.6, 50.77, -1.05],
    "coast": [[[50.6, -1.5], [50.7, -1.1]]],
    "roads": {"1": [[[50.6, -1.4], [50.7, -1.2]]], "2": [], "3": [], "4": []},
    "places": [
        {"name": "Ryde & Co", "kind": "town", "lat": 50.73, "lon": -1.16},
        {"name": "Next door", "kind": "village", "lat": 50.731, "lon": -1.161},
    ],
}


def test_the_map_puts_places_where_they_are_with_names_that_do_not_cover_each_other() -> None:
    spots = [Spot(50.57, -1.6, 4, 0.1), Spot(50.77, -1.05, 1, 5.0)]
    root = ET.fromstring(spot_map(BASEMAP, spots, (0.5, 1, 2, 4), "Minutes"))
    circles = [one for one in root.iter() if one.tag.endswith("circle")][:2]
    assert [float(one.get("cx", "0")) for one in circles] == pytest.approx([12, WIDTH - 12])
    assert float(circles[0].get("cy", "0")) > float(circles[1].get("cy", "0"))  # north is up
    assert float(circles[0].get("r", "0")) == 2 * float(circles[1].get("r", "0"))  # by area
    assert circles[0].get("fill") != circles[1].get("fill")
    words = [one.text for one in root.iter() if one.tag.endswith("text")]
    assert "Ryde & Co" in words
    assert "Next door" not in words


def test_a_chart_marks_nought_and_says_its_numbers() -> None:
    svg = dots([Dot("with", -1.25, -2, 0.5)], "min", digits=2)
    assert "−1.25 (−2.00 to 0.50)" in svg
