"""Figures drawn by Altair on the server: one drawing for screen, print and file."""
