"""Runs the replications of a scenario: in any number of workers, to be stopped and gone on with."""
