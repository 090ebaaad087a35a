"""The evidence pages: figures with their intervals, tables, files and limits."""
