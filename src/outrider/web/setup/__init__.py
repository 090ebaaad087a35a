"""Setting a force up: what there is, what is missing, and files that bring the rest."""
