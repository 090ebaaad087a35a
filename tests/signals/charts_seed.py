"""A chart of each kind, small enough to count its marks."""

from datetime import date, timedelta

import numpy as np

from outrider.signals.charts import Bars, Chart, Curves, Dots, FunnelChart, Mark, Series, Zones
from outrider.signals.intervals import Interval
from outrider.signals.result import Column, Method, Result, Table

NAN = float("nan")
YES, NO = True, False
WEEKS = tuple(date(2026, 1, 5) + timedelta(weeks=index) for index in range(6))
CAMPAIGN = Mark(date(2026, 1, 20), "Record-every-attack campaign")
GRID = np.array([100.0, 500.0, 1000.0])

CHARTS: dict[str, Chart] = {
    "dots": Dots(
        ("All shifts", "Like with like", "Nobody known"),
        np.array([6.6, 3.9, NAN]),
        np.array([3.4, 2.0, NAN]),
        np.array([12.7, np.inf, NAN]),
        "times as often",
        np.array([YES, NO, NO]),
        reference=1.0,
        log=True,
    ),
    "funnel": FunnelChart(
        ("Newport A", "Newport C"),
        np.array([400.0, 900.0]),
        np.array([3.1, 0.9]),
        np.array([NO, YES]),
        GRID,
        (("95% limit", np.array([1.0, 2.0, 2.2]), np.array([5.0, 4.0, 3.8])),),
        3.0,
        "officer-shifts",
        "assaults per 1,000 officer-shifts",
    ),
    "series": Series(
        WEEKS,
        np.array([3.0, 4, 2, 9, 3, 2]),
        "assaults in the week",
        expected=np.array([NAN, NAN, 3, 3, 3, 3]),
        bound=np.array([NAN, NAN, 7.5, 7.5, 7.5, 7.5]),
        alarm=np.array([NO, NO, NO, YES, NO, NO]),
        marks=(CAMPAIGN,),
    ),
    "bars": Bars(
        (1889.0, 1890.0, 1891.0),
        np.array([0.14, 0.19, 0.24]),
        "last year of the old rate",
        "posterior probability",
        noted=np.array([NO, NO, YES]),
    ),
    "names": Bars(("crime only", "safety only"), np.array([120.0, 33.0]), "", "assaults"),
    "curves": Curves(
        np.array([0.0, 1.0, 2.0]),
        (("with a talk", np.array([0.0, 0.1, NAN])), ("without", np.array([0.0, 0.2, 0.3]))),
        "months",
        "chance",
        bands=(("with a talk", np.array([0.0, 0.05, NAN]), np.array([0.0, 0.2, NAN])),),
        marks=(Mark(1.0, "New policy"),),
    ),
    "zones": Zones(
        np.array([-1.40, -1.39, -1.10]),
        np.array([50.90, 50.91, 50.80]),
        np.array([4.0, 9.0, 0.0]),
        np.array([1, 1, 0]),
        ("A", "B", "C"),
        "A dot’s area is its number of assaults.",
    ),
}


def result_of(chart: Chart | None, title: str = "Racist abuse & <threats> differ") -> Result:
    return Result(
        method=Method("test", "A test", "Nobody 2026"),
        title=title,
        estimate=1.5,
        unit="times",
        interval=Interval(1.0, 2.0),
        level=0.95,
        exposure=4000.0,
        exposure_unit="hours",
        n=12,
        n_unit="assaults",
        vintage="Data to 24 November 2026.",
        says="It happens.",
        does_not_say="Not why.",
        table=Table(
            (Column("area", "Area"), Column("rate", "Rate", "per 1,000 hours")), (("A", 1.5),)
        ),
        chart=chart,
    )
