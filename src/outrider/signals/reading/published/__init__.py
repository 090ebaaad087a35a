"""Layouts of published tables. The files themselves are not part of Outrider."""
