"""The charts' colours, shared with the figures of the statistics."""

from outrider.signals.drawing.ink import FONT, THEMES, Ink, Theme, ink

__all__ = ["FONT", "THEMES", "Ink", "Theme", "ink"]
