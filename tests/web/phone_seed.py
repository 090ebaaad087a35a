"""Run as a process of its own: puts the small invented force into the database of a test server.

`python -m tests.web.phone_seed` with the server's environment; prints the ids as JSON.
"""

import json

import django
from django.utils import timezone

PASSWORD = "correct horse battery staple"


def main() -> None:
    django.setup()
    from outrider.people.models import User
    from tests.support.scene import make_scene

    now = timezone.now()
    scene = make_scene(now)
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    units = {sign: str(unit.pk) for sign, unit in scene.units.items()}
    print(json.dumps({"units": units, "patient": scene.patient}))


if __name__ == "__main__":
    main()
