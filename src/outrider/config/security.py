"""What browsers are told: content policy, cookies, HTTPS."""

from typing import Any

from csp.constants import NONCE, NONE, SELF


def content_security_policy() -> dict[str, Any]:
    """Nothing from another host, and nothing inline without this page's nonce.

    The import map needs the nonce. Scripts set styles through the CSSOM, which the policy allows;
    style attributes in a page it does not.
    """
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, NONCE],
            "style-src": [SELF, NONCE],
            "img-src": [SELF, "data:"],
            "connect-src": [SELF],
            "worker-src": [SELF],
            "manifest-src": [SELF],
            "object-src": [NONE],
            "frame-src": [NONE],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
        }
    }


def https_settings(https: bool, hsts_seconds: int, behind_proxy: bool) -> dict[str, Any]:
    """Cookies and redirects for a server that is reached by HTTPS, or is not."""
    return {
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": hsts_seconds if https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None,
    }
