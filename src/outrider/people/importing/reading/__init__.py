"""From the bytes of a file to rows of text with their line numbers. No database."""
