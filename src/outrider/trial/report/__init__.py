"""The report of a trial: a document as data, as a page and as a tagged PDF."""

from outrider.trial.report.writing import ReportError, write_report

__all__ = ["ReportError", "write_report"]
