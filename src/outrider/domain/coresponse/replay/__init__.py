"""Recorded calls under a draft rule pack: which decisions would have been others, and how."""

from outrider.domain.coresponse.replay.compare import Replayed, replayed
from outrider.domain.coresponse.replay.first_asked import Asked
from outrider.domain.coresponse.replay.recorded import Choice, RecordedCall, Weighed

__all__ = ["Asked", "Choice", "RecordedCall", "Replayed", "Weighed", "replayed"]
