"""Trials simulated from the pages: set up, waiting, run beside the requests, kept as rows."""
