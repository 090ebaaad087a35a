"""Rows of recorded calls → what a draft rule pack would have changed, counted and call by call."""
