"""How people sign in, from the environment: who needs a second factor, and the directory."""

from django.core.exceptions import ImproperlyConfigured

from outrider.config import environment as env
from outrider.domain.access import Directory, Role, roles_that_need

LOCAL = ("http://127.0.0.1:", "http://localhost:")


def roles_with_second_factor(words: list[str]) -> frozenset[Role]:
    try:
        return roles_that_need(words)
    except ValueError as unknown:
        roles = ", ".join(role.value for role in Role)
        raise ImproperlyConfigured(
            f"OUTRIDER_SECOND_FACTOR: {unknown}. Use default, all, none or roles: {roles}."
        ) from None


def directory() -> Directory | None:
    """The force's directory; None when the environment names none."""
    issuer = env.text("OUTRIDER_OIDC_ISSUER")
    if not issuer:
        return None
    if not issuer.startswith(("https://", *LOCAL)):
        raise ImproperlyConfigured("OUTRIDER_OIDC_ISSUER must begin with https://.")
    for name in ("OUTRIDER_OIDC_CLIENT_ID", "OUTRIDER_OIDC_SECRET", "OUTRIDER_OIDC_CLAIM"):
        if not env.text(name):
            raise ImproperlyConfigured(f"OUTRIDER_OIDC_ISSUER is set, so {name} must be too.")
    scopes = env.words("OUTRIDER_OIDC_SCOPES")
    return Directory(
        issuer=issuer,
        client_id=env.text("OUTRIDER_OIDC_CLIENT_ID"),
        secret=env.text("OUTRIDER_OIDC_SECRET"),
        claim=env.text("OUTRIDER_OIDC_CLAIM"),
        domain=env.text("OUTRIDER_OIDC_DOMAIN").lstrip("@"),
        scopes=tuple(dict.fromkeys(["openid", *scopes])),
        label=env.text("OUTRIDER_OIDC_LABEL"),
        counts_as_second_factor=frozenset(env.words("OUTRIDER_OIDC_SECOND_FACTOR")),
    )
