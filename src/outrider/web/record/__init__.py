"""Recording an assault on a phone: an app of its own that works without signal."""
