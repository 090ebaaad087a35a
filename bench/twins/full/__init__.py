"""The full model once more, as a textbook SimPy program: the peer of tests and benchmarks.

Written from the rules (docs/explanation/simulator.md). It shares with the compiled simulator the
input, the numbers drawn, and the choice rule of the domain, which it calls as plain Python.
A vehicle, a mission and a job are processes; whoever takes a unit away interrupts them.
"""

from bench.twins.full.twin import Twin

__all__ = ["Twin"]
