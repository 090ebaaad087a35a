"""What stands in the way of a run, in words that say what to do."""


class RunError(Exception):
    """A run cannot start or go on; the words are for whoever asked for it."""
