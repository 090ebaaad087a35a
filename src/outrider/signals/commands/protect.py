"""`outrider signals protect`: the only way out for a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from outrider.signals.commands.told import (
    Csv,
    DataTo,
    File,
    Out,
    SheetName,
    give,
    opened,
    vintage,
    write,
)
from outrider.signals.reading.columns import counts, words
from outrider.signals.reading.sheet import Sheet
from outrider.signals.result import Result


def protect(
    file: File,
    by: Annotated[list[str], typer.Option(help="Column to break down by; may be given again.")],
    count: Annotated[str, typer.Option(help="Column with how many; else every row is one.")] = "",
    threshold: Annotated[int, typer.Option(min=1, help="Counts below this are hidden.")] = 10,
    rounding: Annotated[int, typer.Option(min=1, help="Others are multiples of this.")] = 5,
    state: Annotated[
        list[Path] | None,
        typer.Option(help="What an earlier release of the same data left; may be given again."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="Write what the next release must know. As confidential as the data."),
    ] = None,
    sheet: SheetName = "",
    data_to: DataTo = "",
    csv: Csv = None,
) -> None:
    """A table of counts with small ones hidden, so that none can be worked back."""

    def make() -> Result:
        from outrider.signals.disclosure import Past, Rule, Tabulation, disclosure_result
        from outrider.signals.disclosure import protect as protected

        read = opened(file, sheet)
        universe = _universe(read, by, count)
        earlier = [Past.read(path.read_text(encoding="utf-8")) for path in state or []]
        rule = Rule(threshold=threshold, rounding=rounding)
        release = protected(universe, [Tabulation(tuple(by))], rule=rule, earlier=earlier)
        if keep:
            write(keep, release.past.json())
        return disclosure_result(release, vintage=vintage(file, data_to))

    give(make, Out(csv))


def _universe(sheet: Sheet, by: list[str], count: str) -> Any:
    """Counts by the categories of each column, in the order in which they first stand."""
    from outrider.signals.disclosure import Universe

    columns = [words(sheet, heading) for heading in by]
    categories = [tuple(dict.fromkeys(column)) for column in columns]
    many = counts(sheet, count) if count else np.ones(len(sheet.rows), dtype=np.int64)
    table = np.zeros([len(each) for each in categories], dtype=np.int64)
    places = [
        [named.index(cell) for cell in column]
        for named, column in zip(categories, columns, strict=True)
    ]
    np.add.at(table, tuple(np.array(place) for place in places), many)
    return Universe(tuple(zip(by, categories, strict=True)), table)
