"""What writes where the schemes meet."""
