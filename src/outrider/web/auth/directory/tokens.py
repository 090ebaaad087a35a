"""An ID token: signed by the directory, for us, now, and in answer to this very sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import jwt
from django.utils.crypto import constant_time_compare

from outrider.domain.access import Directory

# Signatures only the directory can make: never `none`, never one under a shared secret.
ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "EdDSA",
)
LEEWAY: Final = 60  # seconds that the two clocks may differ
MUST_HAVE: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")


class NotBelieved(Exception):
    """The token proves nothing. Its text is a code for the log, without anything personal."""


def claims_of(
    token: str, keys: Mapping[str, Any], issuer: str, named: Directory, nonce: str
) -> dict[str, Any]:
    """The claims of a token that holds. OpenID Connect Core 1.0, 3.1.3.7.

    Raises:
        NotBelieved: it does not hold.
    """
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, header),
            algorithms=[header["alg"]],
            audience=named.client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": list(MUST_HAVE)},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as why:
        raise NotBelieved(type(why).__name__) from None
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise NotBelieved("Nonce")
    many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (many or "azp" in claims) and claims.get("azp") != named.client_id:
        raise NotBelieved("AuthorizedParty")
    return claims


def _key(keys: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    """The directory's key that the header names; the only one when it names none."""
    if header.get("alg") not in ALGORITHMS:
        raise NotBelieved("Algorithm")
    usable = [one for one in keys["keys"] if one.get("use", "sig") == "sig"]
    named = [one for one in usable if one.get("kid") == header.get("kid")]
    found = named if "kid" in header else usable
    if len(found) != 1:
        raise NotBelieved("Key")
    return jwt.PyJWK(found[0], algorithm=header["alg"]).key


def second_factor_of(claims: Mapping[str, Any], named: Directory) -> bool:
    """Does the directory say that it asked for a second factor of a kind that the force accepts?"""
    said = claims.get("amr")
    return isinstance(said, list) and not named.counts_as_second_factor.isdisjoint(map(str, said))
