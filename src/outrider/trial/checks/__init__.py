"""Known answers of the trial: what is found, beside what it should be, and who says so."""
