"""Benchmarks: `python -m bench.roads`."""
