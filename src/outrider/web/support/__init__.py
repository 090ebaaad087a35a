"""Support: what is offered to an officer, and whom occupational health is to reach."""
