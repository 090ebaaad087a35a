"""Medical calls and police jobs of a replication, drawn so that every arm meets the same ones."""

from outrider.trial.demand.columns import CallColumns, Drawn
from outrider.trial.demand.drawing import draw
from outrider.trial.demand.sending import sends
from outrider.trial.demand.setup import Setup

__all__ = ["CallColumns", "Drawn", "Setup", "draw", "sends"]
