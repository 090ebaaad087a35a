"""The kinds of file: what each has in its columns, what it would change, and how it is written."""
