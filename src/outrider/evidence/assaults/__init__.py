"""Assaults on officers as figures: force-wide, never by person, team or station."""
