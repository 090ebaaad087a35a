"""An authenticator app on somebody's phone, and people who sign in with it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass
from typing import Any

from django.test import Client

from outrider.domain.access import Role
from outrider.people.models import RoleGrant, User

PASSWORD = "quiet otter over ryde"


@dataclass
class App:
    """RFC 6238 with SHA-1, six digits and thirty seconds, written from the RFC."""

    secret: str

    def code(self, at: float | None = None) -> str:
        step = int(time.time() if at is None else at) // 30
        key = base64.b32decode(self.secret)
        digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
        start = digest[-1] & 15
        number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"


def somebody(name: str, *roles: Role) -> User:
    user = User.objects.create(username=name, display_name=name.title())
    user.set_password(PASSWORD)
    user.save()
    for role in roles:
        RoleGrant.objects.create(user=user, role=role.value)
    return user


def first_step(client: Client, name: str, **more: str) -> Any:
    return client.post("/sign-in", {"username": name, "password": PASSWORD} | more)


def enrol(client: Client, at: float | None = None) -> tuple[App, list[str]]:
    """Set up an app by its page; the app, and the recovery codes as the page shows them."""
    page = client.get("/account/security/app").content.decode()
    found = re.search(r"Key: </span>([A-Z2-7 ]+)</p>", page)
    assert found, page
    app = App(found[1].replace(" ", ""))
    answer = client.post("/account/security/app", {"code": app.code(at)})
    assert answer.status_code == 302, answer.content
    shown = client.get("/account/security/codes").content.decode()
    return app, re.findall(r"<li>(\d{4} \d{4})</li>", shown)
