"""Disclosure control: the only way out for a table (F45)."""
