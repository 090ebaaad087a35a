"""Officer safety: models, services and queries (rows <-> domain.safety).

Empty for now. Here will live: assault and injury reports, the seven-point plan and its clocks, link
officers and their talks, debriefs and what is learnt from them.
"""
