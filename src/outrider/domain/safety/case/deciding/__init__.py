"""Rules about a case, by subject."""
