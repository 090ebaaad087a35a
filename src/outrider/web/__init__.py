"""Pages: the consoles, the board, the phone, evidence; templates and static files."""
