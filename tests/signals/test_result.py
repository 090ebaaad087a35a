"""A result carries its figures, its age, and what it does not say."""

from dataclasses import replace

import pytest

from outrider.signals.intervals import Interval
from outrider.signals.result import Column, Method, Result, Table

TABLE = Table(
    (Column("area", "Area"), Column("rate", "Rate", "per 1,000 hours")),
    (("A, north", 1.5), ("B", None)),
)
RESULT = Result(
    method=Method("rate", "Rate", "Garwood 1936"), title="Rates", estimate=1.5, unit="per 1,000 hours",
    interval=Interval(1.0, 2.0), level=0.95, exposure=4000.0, exposure_unit="hours", n=6, n_unit="assaults",
    vintage="Data to 24 November 2026.", says="It happens.", does_not_say="Not why.", table=TABLE,
)  # fmt: skip


def test_a_table_becomes_a_file_with_its_keys_and_an_empty_cell_for_what_is_not_known():
    assert TABLE.csv() == 'area,rate\r\n"A, north",1.5\r\nB,\r\n'


def test_a_name_that_a_spreadsheet_would_run_is_quoted():
    table = Table((Column("team", "Team"), Column("z", "z")), (("=1+1", -2.5),))
    assert table.csv() == "team,z\r\n'=1+1,-2.5\r\n"


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(ValueError, match="1 cells in a table of 2"):
        Table(TABLE.columns, (("A",),))


@pytest.mark.parametrize("missing", ["says", "does_not_say", "vintage"])
def test_a_result_without_its_sentences_or_its_age_cannot_be_made(missing):
    with pytest.raises(ValueError, match="a result says"):
        replace(RESULT, **{missing: " "})
