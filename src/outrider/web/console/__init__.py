"""The control rooms' desk: police, ambulance and fire control share one page."""
