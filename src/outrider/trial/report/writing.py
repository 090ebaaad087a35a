"""`write_report`: a run's folder becomes a page and a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from outrider.trial.building import Built
from outrider.trial.report.making import document
from outrider.trial.report.page import page
from outrider.trial.report.pdf import pdf
from outrider.trial.report.sources import shown, summaries
from outrider.trial.running.folder import run_json
from outrider.trial.running.ready import Ready


class ReportError(Exception):
    """Why there can be no report, and what to do."""


class Written(NamedTuple):
    """Where the report stands."""

    html: Path
    pdf: Path


def write_report(folder: Path, out: Path, built: Built, model: Ready) -> Written:
    """Writes report.html and report.pdf into `out`. The same run gives the same bytes.

    Raises:
        ReportError: the folder holds no run, another scenario's run, or no finished replication.
    """
    told = run_json(folder)
    if told is None or not (folder / "summaries.parquet").exists():
        raise ReportError(f"{folder} holds no results. Run “outrider trial run” into it first.")
    if told["hash"] != built.hash:
        raise ReportError(
            f"{folder} holds a run of another scenario ({told['scenario']}). Give its own file."
        )
    runs = summaries(folder)
    if not runs:
        raise ReportError(f"{folder} holds no finished replication yet. Let the run go on.")
    made = document(built, told, runs, shown(built, model, tuple(runs)), folder)
    out.mkdir(parents=True, exist_ok=True)
    written = Written(out / "report.html", out / "report.pdf")
    written.html.write_text(page(made), encoding="utf-8")
    written.pdf.write_bytes(pdf(made))
    return written
