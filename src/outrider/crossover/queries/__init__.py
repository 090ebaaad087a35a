"""What is read where the schemes meet."""
