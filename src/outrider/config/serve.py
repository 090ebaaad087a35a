"""Starting the server from the command line."""

import django
import uvicorn
from django.conf import settings
from django.core.management import call_command


def serve(*, host: str, port: int, workers: int) -> None:
    """Collect static files if their names carry hashes, then serve until told to stop."""
    django.setup()
    if settings.STATIC_MODE == "hashed":
        call_command("collectstatic", interactive=False, verbosity=0)
    uvicorn.run(
        "outrider.config.asgi:application",
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        # A browser that holds a stream open must not hold up a restart. In seconds.
        timeout_graceful_shutdown=5,
    )
