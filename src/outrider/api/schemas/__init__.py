"""What messages look like: every length, range and time that is taken, and what is answered."""
