"""The invented force: the same seed, anchor and roads give the same rows, byte for byte."""

from __future__ import annotations

from outrider.demo.force.create import Made, create

__all__ = ["Made", "create"]
