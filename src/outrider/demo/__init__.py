"""The invented force: seeded people, places, missions and a feed of calls."""
