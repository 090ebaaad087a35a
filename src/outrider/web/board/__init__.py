"""The duty board: the sergeant's and the inspector's view of who is on and what is asked."""
