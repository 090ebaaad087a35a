"""The rules of the scheme, who has agreed to them, and agreeing."""
