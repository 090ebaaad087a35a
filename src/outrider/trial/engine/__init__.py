"""The full model: ambulances, police, fire and community responders on one clock."""
