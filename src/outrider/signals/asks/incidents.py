"""Within the same incident: what made a difference among those present, and to whom."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.signals.asks.ask import Ask, Given, Kind, Need
from outrider.signals.result import Result

INCIDENT: Final = Need("incident", "Incident", Kind.NAME, "the incident's reference")
ASSAULTED: Final = Need(
    "assaulted", "Assaulted", Kind.FLAG, "whether they were assaulted, yes or no"
)
COVARIATES: Final = ("first", "second", "third")


def _beside(given: Given) -> Result:
    from outrider.signals.incident import beside_result

    return beside_result(
        incident=given["incident"],
        officer=given["officer"],
        assaulted=given["assaulted"].astype(int),
        vintage=given.vintage,
    )


def _same_incident(given: Given) -> Result:
    from outrider.signals.incident import same_incident_result

    return same_incident_result(
        incident=given["incident"],
        assaulted=given["assaulted"].astype(int),
        officer=given.get("officer"),
        covariates={
            given.unit(role): np.asarray(given[role])
            for role in COVARIATES
            if given.get(role) is not None
        },
        vintage=given.vintage,
    )


ASKS: Final = (
    Ask(
        "same-incident",
        "incident",
        "What made a difference among those present",
        "Conditional logistic regression: call, time and place cancel. Yes is 1 and no is 0.",
        (
            INCIDENT,
            ASSAULTED,
            Need("first", "What may matter", Kind.NUMBER, "crewing, service, kit: a number"),
            Need("second", "What else may matter", Kind.NUMBER, "another number", False),
            Need("third", "A third", Kind.NUMBER, "another number", False),
            Need("officer", "Officer", Kind.NAME, "who it was: intervals allow for it", False),
        ),
        _same_incident,
    ),
    Ask(
        "beside",
        "incident",
        "Who is assaulted among those present",
        "Each officer beside the colleagues at the same incidents: call, time and place cancel.",
        (
            INCIDENT,
            Need("officer", "Officer", Kind.NAME, "who was there: a pseudonym"),
            ASSAULTED,
        ),
        _beside,
    ),
)
