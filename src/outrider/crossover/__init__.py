"""The only place where the two schemes meet.

Empty for now. Here will live: the hazard of an address that officer safety knows and co-response
asks for, the report that is already filled in for a co-responder who was assaulted, and the
exposure that adds up over both schemes and brings offers of support, never a refusal.
"""
