"""`outrider signals`: every method on any CSV or spreadsheet."""

from outrider.signals.commands.app import signals_app

__all__ = ["signals_app"]
