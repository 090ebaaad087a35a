"""The officer-safety half of the invented force: its people, and a year of assaults on them.

What is true of it by construction stands in `truths`: the product must find it, and stay quiet
about a force in which none of it holds (the null force).
"""

from outrider.demo.safety.create import SafetyMade, create_safety

__all__ = ["SafetyMade", "create_safety"]
