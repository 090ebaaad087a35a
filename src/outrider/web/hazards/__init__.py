"""Hazards: places with violence against officers, decided by the line of the station."""
