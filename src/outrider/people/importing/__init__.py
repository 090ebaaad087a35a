"""Stations, people and rota from a spreadsheet: read, explained row by row, brought in, and out."""
