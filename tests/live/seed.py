"""Run in the environment of a server: makes the scene and a session for everybody; prints both."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")

import django

django.setup()
# ruff: noqa: E402

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from outrider.coresponse.models import RulePack
from outrider.domain.access import Role
from outrider.people.models import User
from tests.support.scene import make_scene


def session_of(user: User, role: Role) -> str:
    """A session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["role"] = role.value
    session.create()
    return str(session.session_key)


def _unhurried(auto_next: bool) -> None:
    """Nobody runs out of time while a slow machine tests; by rule, the system asks nobody."""
    pack = RulePack.objects.get(approved_by_ambulance_at__isnull=False)
    pack.data = pack.data | {
        "policy": {
            "auto_next": auto_next,
            "owner_answer": 900,
            "offer": 900,
            "position_stale": 3600,
            "position_unusable": 7200,
            "stuck_after": 7200,
        }
    }
    pack.save()


def main() -> None:
    # At once: the clock of a running server would fill in what is half made.
    with transaction.atomic():
        scene = make_scene(timezone.now())
        _unhurried("--auto-next" in sys.argv)
    sessions = {
        role.value: session_of(user, role)
        for role, user in scene.users.items()
        if role is not Role.CO_RESPONDER
    }
    sessions |= {sign: session_of(user, Role.CO_RESPONDER) for sign, user in scene.crews.items()}
    told = {
        "sessions": sessions,
        "users": {role.value: user.pk for role, user in scene.users.items()},
        "units": {sign: str(unit.pk) for sign, unit in scene.units.items()},
        "patient": scene.patient,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
