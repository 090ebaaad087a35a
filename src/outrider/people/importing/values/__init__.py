"""What a cell says: days, moments, roles. Pure."""
