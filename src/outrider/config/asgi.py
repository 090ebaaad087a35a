"""The ASGI application: static files, lifespan, and Django for everything else."""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")

from django.core.asgi import get_asgi_application

django = get_asgi_application()

# These need the apps to be loaded, which the call above does.
from outrider.api.body_limit import limited
from outrider.config.lifespan import Receive, Send, serve_lifespan
from outrider.config.static_files import StaticFiles, send_static

static = StaticFiles()
pages = limited(cast(Any, django))


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One ASGI call."""
    if scope["type"] == "lifespan":
        await serve_lifespan(receive, send)
        return
    file = static.find(scope["path"]) if scope["type"] == "http" else None
    if file is not None:
        await send_static(file, scope, send)
        return
    await pages(scope, receive, send)
