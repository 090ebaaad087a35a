"""The trial: simulate the scheme before it starts, judge it while it runs. Arrays; no Django."""
