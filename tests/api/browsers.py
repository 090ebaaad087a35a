"""People at their screens: Django's test client, signed in and speaking JSON."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from outrider.domain.access import Role
from outrider.people.models import User
from tests.support.scene import Scene


class Answer:
    """What came back."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.type: str = response.headers.get("Content-Type", "")
        self.headers = response.headers
        self.raw: bytes = response.content
        self.body: Any = json.loads(response.content) if "json" in self.type else None

    def __repr__(self) -> str:
        return f"{self.status} {self.raw[:800]!r}"


class Browser:
    """One person."""

    def __init__(self, user: User | None, role: Role | None = None, token: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers: dict[str, str] = {"Authorization": f"Bearer {token}"} if token else {}
        if user is not None:
            self.client.force_login(user)
            session = self.client.session
            session["role"] = role.value if role else None
            session.save()

    def get(self, path: str, **headers: str) -> Answer:
        return Answer(self.client.get(f"/api/v1/{path}", headers=self.headers | headers))

    def post(self, path: str, body: Any) -> Answer:
        return self.send(path, json.dumps(body).encode())

    def send(self, path: str, raw: bytes, content_type: str = "application/json") -> Answer:
        return Answer(
            self.client.post(
                f"/api/v1/{path}", data=raw, content_type=content_type, headers=self.headers
            )
        )

    def press(self, path: str, **body: Any) -> Answer:
        return self.post(path, {"press_id": str(uuid4())} | body)


class Browsers:
    """Everybody of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def of(self, role: Role) -> Browser:
        return Browser(self.scene.users[role], role)

    def crew(self, call_sign: str = "CW12") -> Browser:
        return Browser(self.scene.crews[call_sign], Role.CO_RESPONDER)

    @property
    def ambulance(self) -> Browser:
        return self.of(Role.AMBULANCE_CONTROL)

    @property
    def police(self) -> Browser:
        return self.of(Role.POLICE_CONTROL)

    @property
    def nobody(self) -> Browser:
        return Browser(None)

    def new_call(self, **changes: Any) -> dict[str, Any]:
        """A call as an ambulance dispatcher's form sends it."""
        lat, lon = self.scene.patient
        return {
            "sender_id": str(uuid4()),
            "connected_at": timezone.now().isoformat(),
            "category": "C1",
            "complaint": "cardiac-arrest",
            "age_band": "60 to 69",
            "place": {"lat": lat, "lon": lon},
            "note": "Husband collapsed in the kitchen",
        } | changes
