"""Figures of the safety scheme from its frame, by pure functions."""
