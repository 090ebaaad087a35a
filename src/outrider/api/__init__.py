"""The HTTP interface for other systems: version 1, and what a command-and-control system sends."""
