"""An OpenID Connect provider on loopback: discovery, authorize, token, JWKS, signed ID tokens.

It checks what a real one checks (client, redirect address, PKCE, a code once), and can be told to
lie in one way at a time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "outrider", "a secret for the tests"


def a_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY, OTHER_KEY = a_key(), a_key()


class Provider:
    """What it says of whom, and how it signs; a test changes one of these."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.person: dict[str, Any] = {"sub": "42", "preferred_username": "hale"}
        self.key: Any = KEY
        self.header: dict[str, Any] = {"kid": "one"}
        self.algorithm = "RS256"
        self.change: Callable[[dict[str, Any]], None] = lambda claims: None
        self.issuer_in_discovery = url
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []

    def authorize(self, query: str) -> str:
        """Somebody signs in there: the address to which the browser is sent back."""
        asked = dict(parse_qsl(query))
        self.asked.append(asked)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once; None when anything of it is wrong."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("client_secret") != SECRET:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {"access_token": "at", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce"),
            **self.person,
        }
        self.change(claims)
        return jwt.encode(claims, self.key, algorithm=self.algorithm, headers=self.header)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer_in_discovery,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """The key that counts is the first; a second one is there, as when keys are changed."""
        made = [json.loads(RSAAlgorithm.to_jwk(one.public_key())) for one in (KEY, a_second())]
        return {"keys": [one | {"kid": kid, "use": "sig"} for one, kid in zip(made, ("one", "two"), strict=True)]}  # fmt: skip


_SECOND: list[rsa.RSAPrivateKey] = []


def a_second() -> rsa.RSAPrivateKey:
    if not _SECOND:
        _SECOND.append(a_key())
    return _SECOND[0]


@contextmanager
def provider() -> Iterator[Provider]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.provider  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        path = urlsplit(self.path)
        if path.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", made.authorize(path.query))
            self.end_headers()
            return
        pages = {"/.well-known/openid-configuration": made.discovery, "/keys": made.keys}
        self._json(200, pages[path.path]()) if path.path in pages else self._json(404, {})

    def do_POST(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        tokens = made.token({key: each[0] for key, each in parse_qs(body).items()})
        self._json(200, tokens) if tokens else self._json(400, {"error": "invalid_grant"})

    def _json(self, status: int, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Quiet."""
