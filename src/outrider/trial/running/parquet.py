"""The result files, made anew from the finished replications: the same content, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from outrider.trial.running.columns import CALLS, JOBS, SUMMARIES
from outrider.trial.running.parts import Part
from outrider.trial.running.plan import Plan

ROWS: Final = 131_072
"""Of a row group: big enough to compress well, small enough for memory."""

FILES: Final = {"summaries": SUMMARIES, "calls": CALLS, "jobs": JOBS}


def write_results(folder: Path, plan: Plan, parts: Iterable[Part]) -> None:
    """`summaries.parquet`, `calls.parquet` and `jobs.parquet`, each put in place when whole."""
    with ExitStack() as stack:
        outs = {
            name: stack.enter_context(_Growing(folder / f"{name}.parquet", schema, plan))
            for name, schema in FILES.items()
        }
        for part in parts:
            for name, out in outs.items():
                for batch in getattr(part, name):
                    out.add(batch)


class _Growing:
    """A Parquet file that batches are added to; row groups hang on the rows alone."""

    def __init__(self, path: Path, schema: pa.Schema, plan: Plan) -> None:
        self._path, self._beside = path, path.with_suffix(".writing")
        self._schema = schema.with_metadata(_metadata(plan))
        self._held: list[pa.RecordBatch] = []
        self._rows = 0

    def __enter__(self) -> _Growing:
        self._out: Any = pq.ParquetWriter(
            self._beside, self._schema, compression="zstd", write_page_index=False
        )
        return self

    def add(self, batch: pa.RecordBatch) -> None:
        self._held.append(batch)
        self._rows += batch.num_rows
        if self._rows >= ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            held = pa.Table.from_batches(self._held).unify_dictionaries()
            self._out.write_table(held.cast(self._schema), row_group_size=self._rows)
        self._held, self._rows = [], 0

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._out.close()
        if kind is None:
            self._beside.replace(self._path)
        else:
            self._beside.unlink(missing_ok=True)


def _metadata(plan: Plan) -> dict[str, str]:
    return {
        "outrider.scenario": plan.scenario,
        "outrider.hash": plan.hash,
        "outrider.seed": str(plan.seed),
        "outrider.version": plan.version,
        "outrider.arms": json.dumps(plan.arms),
    }
