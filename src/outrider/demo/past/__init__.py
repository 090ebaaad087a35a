"""Three months of invented missions, run through the real rules."""
