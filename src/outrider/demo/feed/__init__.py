"""The live feed: calls, ambulances and units that move, and the absent people played."""
