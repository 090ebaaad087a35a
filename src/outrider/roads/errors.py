"""What can go wrong with roads and places, in the words of the person at the screen."""


class RoadsError(Exception):
    """Base of every error of this package; the message says what is wrong and what to do."""


class ExtractMissing(RoadsError):
    """The named extract is not on this machine."""


class NotAPbf(RoadsError):
    """The file is not an OpenStreetMap extract in PBF form."""


class TruncatedExtract(RoadsError):
    """The extract stops in the middle of a block."""


class NoRoads(RoadsError):
    """The extract holds no road that a police vehicle can drive."""


class NetworkMissing(RoadsError):
    """No built network in the folder, or one of another version."""


class PointOutside(RoadsError):
    """The point is too far from any road of the network."""

    def __init__(self, message: str, *, distance_m: float) -> None:
        super().__init__(message)
        self.distance_m = distance_m


class NotConnected(RoadsError):
    """No way by road between the two points."""


class CannotLocate(RoadsError):
    """The words, grid reference or coordinates do not give one place on this network."""


class DownloadFailed(RoadsError):
    """The public extract could not be fetched; the message says why."""
