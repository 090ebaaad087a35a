"""Rows to arrays to figures: the only caller of signals and trial from the live side."""
