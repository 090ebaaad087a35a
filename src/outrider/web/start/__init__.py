"""The first page: who to be in the demo, and the tour."""
