"""The page templates' environment: what every template can call."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from outrider.domain.access import Viewer
from outrider.notify.queries import unread_of
from outrider.web.auth.home import rooms_of
from outrider.web.auth.session import viewer
from outrider.web.import_map import import_map


def environment(**options: Any) -> Environment:
    """Jinja2 with Django's `static`, `url` and messages. An unknown name is an error, not a gap."""
    # Django switches autoescape on in the options that it hands over.
    made = Environment(**options | {"undefined": StrictUndefined})  # noqa: S701
    made.filters["local_time"] = local_time
    made.trim_blocks = True
    made.lstrip_blocks = True
    made.globals.update(
        static=static,
        url=url,
        import_map=import_map,
        csp_nonce=csp_nonce,
        current_viewer=current_viewer,
        rooms=rooms_of,
        get_messages=get_messages,
        demo=demo,
        said_at=said_at,
        unread=unread_of,
    )
    return made


def url(name: str, **parts: Any) -> str:
    """The address of the named page."""
    return reverse(name, kwargs=parts or None)


def said_at(at: datetime) -> str:
    """An instant as case pages write it: "2.10pm on Saturday 14 November"."""
    local = timezone.localtime(at)
    hour = f"{local:%I}".lstrip("0")
    return f"{hour}.{local:%M}{local:%p}".lower() + f" on {local:%A} {local.day} {local:%B}"


def local_time(at: datetime) -> str:
    """Wall clock and day: 21:00 on Sat 14 Nov 2026."""
    here = timezone.localtime(at)
    return f"{here:%H:%M} on {here:%a} {here.day} {here:%b %Y}"


def demo() -> bool:
    """Is this the invented force?"""
    return bool(settings.DEMO)


@pass_context
def csp_nonce(context: Context) -> str:
    """This response's nonce: asking for it puts it into the content policy."""
    return str(context["request"].csp_nonce)


@pass_context
def current_viewer(context: Context) -> Viewer | None:
    """Who is at the screen, in the role that they act in; None when signed out."""
    request = context["request"]
    return viewer(request) if hasattr(request, "session") else None
