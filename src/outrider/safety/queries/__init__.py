"""Officer safety."""
