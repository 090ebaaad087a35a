"""The page templates' environment: what every template can call."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from outrider.web.import_map import import_map


def environment(**options: Any) -> Environment:
    """Jinja2 with Django's `static`, `url` and messages. An unknown name is an error, not a gap."""
    made = Environment(**options | {"undefined": StrictUndefined})  # noqa: S701 (it is in options)
    made.trim_blocks = True
    made.lstrip_blocks = True
    made.globals.update(
        static=static,
        url=url,
        import_map=import_map,
        csp_nonce=csp_nonce,
        get_messages=get_messages,
        demo=settings.DEMO,
    )
    return made


def url(name: str, **parts: Any) -> str:
    """The address of the named page."""
    return reverse(name, kwargs=parts or None)


@pass_context
def csp_nonce(context: Context) -> str:
    """This response's nonce: asking for it puts it into the content policy."""
    return str(context["request"].csp_nonce)
