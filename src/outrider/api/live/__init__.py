"""The live picture: a snapshot with a cursor, and the stream of what changed after it."""
