"""The result files' columns: what a replication gave, as Arrow tables."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from outrider.trial.engine.record import NOBODY, Record, Stage, Why
from outrider.trial.judging.of_run import Drawn
from outrider.trial.running.model import Model

_WORD: Final = pa.dictionary(pa.int16(), pa.string())


def _fields(*columns: tuple[str, Any, str]) -> pa.Schema:
    """Each column with what it means, kept in the file itself."""
    return pa.schema(
        [pa.field(name, kind, metadata={"says": says}) for name, kind, says in columns]
    )


_WHICH: Final = (
    ("replication", pa.int32(), "number of the replication, from 0"),
    ("arm", _WORD, "arm of the trial"),
)
_PLACE: Final = (
    ("lat", pa.float32(), "degrees, of the place on the road network"),
    ("lon", pa.float32(), "degrees"),
)

SUMMARIES: Final = _fields(
    *_WHICH,
    ("by", _WORD, "what the calls are grouped by"),
    ("group", _WORD, "which of the groups"),
    ("measure", _WORD, "what is measured; its unit is at the end of its name"),
    ("value", pa.float64(), "empty where there was nothing to measure"),
)
CALLS: Final = _fields(
    *_WHICH,
    ("call", pa.int32(), "number of the call in its replication: the same in every arm"),
    ("category", _WORD, "ambulance category"),
    ("complaint", _WORD, "id of the complaint in the rule pack"),
    ("condition", _WORD, "condition that the complaint stands for"),
    ("age", _WORD, "age band"),
    ("rural", pa.bool_(), "outside towns"),
    ("counted", pa.bool_(), "not of the warm-up: counted in the summaries"),
    *_PLACE,
    ("received", pa.float64(), "seconds since the start of the run"),
    ("decided", pa.float64(), "seconds since the start: an ambulance is looked for"),
    ("allocated", pa.float64(), "seconds since the start: the ambulance that came was sent"),
    ("ambulance", pa.float64(), "seconds since the start: it was with the patient"),
    ("vehicle", pa.int32(), "number of that ambulance"),
    ("diverted", pa.int8(), "ambulances taken off this call while on their way"),
    ("stage", _WORD, "how far the call came with the scheme"),
    ("why", _WORD, "why it came no further"),
    ("tried", pa.int8(), "co-responders tried, one after the other"),
    ("unit", pa.int32(), "number of the co-responder that came furthest"),
    ("accepted", pa.float64(), "seconds since the start"),
    ("mobile", pa.float64(), "seconds since the start: it moved"),
    ("responder", pa.float64(), "seconds since the start: it was with the patient"),
    ("clear", pa.float64(), "seconds since the start: it was free again"),
    ("estimate", pa.float64(), "at the choice, reckoned seconds to the co-responder's arrival"),
    ("ambulance_estimate", pa.float64(), "at the same moment, to the ambulance's"),
)
JOBS: Final = _fields(
    *_WHICH,
    ("job", pa.int32(), "number of the job in its replication: the same in every arm"),
    ("grade", pa.int8(), "1 (emergency) to 4"),
    ("patch", pa.int32(), "whose job it is"),
    *_PLACE,
    ("received", pa.float64(), "seconds since the start of the run"),
    ("length", pa.float64(), "seconds from arrival to done"),
    ("sent", pa.float64(), "seconds since the start"),
    ("reached", pa.float64(), "seconds since the start"),
    ("unit", pa.int32(), "number of the unit that went"),
    ("medical", pa.bool_(), "a unit of the patch was on a medical call when the job came in"),
)

STAGES: Final = [stage.name.lower().replace("_", "-") for stage in Stage]
WHYS: Final = [why.name.lower().replace("_", "-") for why in Why]


def call_rows(model: Model, number: int, arm: str, drawn: Drawn, record: Record) -> pa.RecordBatch:
    """A row a call, in the order of the calls."""
    calls, about = drawn.calls, drawn.about
    n = len(calls.received)
    words = {
        name: _words(getattr(about, name)) for name in ("category", "complaint", "condition", "age")
    }
    times = ("allocated", "ambulance", "accepted", "mobile", "responder", "clear")
    guesses = ("estimate", "ambulance_estimate")
    columns = {
        **_which(number, arm, n), **words, **_place(model, calls.row),
        "call": np.arange(n, dtype=np.int32), "rural": np.asarray(about.rural, np.bool_),
        "counted": about.counted,
        "received": calls.received, "decided": calls.decided,
        **{name: _times(getattr(record, name)) for name in times + guesses},
        "vehicle": _numbers(record.vehicle), "unit": _numbers(record.unit),
        "diverted": record.diverted, "tried": record.tried,
        "stage": _coded(record.stage, STAGES), "why": _coded(record.why, WHYS),
    }  # fmt: skip
    return _batch(columns, CALLS)


def job_rows(model: Model, number: int, arm: str, drawn: Drawn, record: Record) -> pa.RecordBatch:
    """A row a police job, in the order of the jobs."""
    jobs = drawn.jobs
    n = len(jobs.received)
    columns = {
        **_which(number, arm, n), **_place(model, jobs.row),
        "job": np.arange(n, dtype=np.int32), "grade": jobs.grade, "patch": jobs.patch,
        "received": jobs.received, "length": jobs.length,
        "sent": _times(record.job_sent), "reached": _times(record.job_reached),
        "unit": _numbers(record.job_unit), "medical": record.job_medical.astype(np.bool_),
    }  # fmt: skip
    return _batch(columns, JOBS)


def summary_rows(number: int, arm: str, rows: list[tuple[str, str, str, float]]) -> pa.RecordBatch:
    """Rows of (by, group, measure, value); a value that is no number is left empty."""
    by, group, measure, value = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns = {
        **_which(number, arm, len(rows)),
        "by": _words(np.array(by, np.str_)), "group": _words(np.array(group, np.str_)),
        "measure": _words(np.array(measure, np.str_)), "value": _times(np.array(value, np.float64)),
    }  # fmt: skip
    return _batch(columns, SUMMARIES)


def _batch(columns: dict[str, Any], schema: pa.Schema) -> pa.RecordBatch:
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _which(number: int, arm: str, n: int) -> dict[str, Any]:
    return {
        "replication": np.full(n, number, np.int32),
        "arm": pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, np.int16)), pa.array([arm])),
    }


def _place(model: Model, row: Any) -> dict[str, Any]:
    return {
        "lat": model.lat[row].astype(np.float32),
        "lon": model.lon[row].astype(np.float32),
    }


def _times(at: Any) -> Any:
    """A time that did not come is empty."""
    return pa.array(at, pa.float64(), mask=~np.isfinite(at))


def _numbers(who: Any) -> Any:
    return pa.array(who, pa.int32(), mask=who == NOBODY)


def _words(column: Any) -> Any:
    """Words as numbers of a short list, in the order in which the list is sorted."""
    known, code = np.unique(np.asarray(column), return_inverse=True)
    return pa.DictionaryArray.from_arrays(
        pa.array(code.astype(np.int16)), pa.array(known.tolist(), pa.string())
    )


def _coded(code: Any, names: list[str]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(code.astype(np.int16)), pa.array(names))
