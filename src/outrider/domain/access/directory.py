"""The directory of a force or trust that says who somebody is (single sign-on)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Directory:
    """An OpenID Connect provider that says who somebody is."""

    issuer: str
    client_id: str
    secret: str
    claim: str
    domain: str
    scopes: tuple[str, ...]
    label: str
    counts_as_second_factor: frozenset[str]  # values of the claim `amr`
