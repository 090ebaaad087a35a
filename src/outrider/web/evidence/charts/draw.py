"""A chart's description becomes an SVG file, as with the figures of the statistics."""

from outrider.signals.drawing.draw import SIZE, finished

__all__ = ["SIZE", "finished"]
