"""What cannot be placed, in the words of whoever asked."""


class PlacementError(ValueError):
    """The message says what is wrong with the question and what to do."""
