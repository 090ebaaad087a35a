"""Stations, officers, competences, kit, units and duty: one register for both schemes."""
