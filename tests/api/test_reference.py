"""The reference page of the API is what the code says."""

from __future__ import annotations

from pathlib import Path

from outrider.api.reference import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api.md"


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "Run `make docs`."


def test_every_operation_says_what_it_does() -> None:
    for part in page().split("### `")[1:]:
        assert part.split("\n")[2], part.split("\n")[0]
