"""Rows of the safety scheme as arrays, and what the methods of `signals` say of them.

The only place on the live side that asks the statistics. People are pseudonyms here, in the order
of the pseudonyms, which says nothing about anybody.
"""
