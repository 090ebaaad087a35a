"""Known answers: models that were solved elsewhere or exactly, to hold the simulator against."""
