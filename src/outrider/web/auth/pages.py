"""Pages by permission: signed out goes to sign-in, not permitted gets a page that says who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from outrider.domain.access import Permission
from outrider.web.auth.landing import missing_page
from outrider.web.auth.session import viewer
from outrider.web.errors import not_permitted

View = Callable[..., HttpResponseBase]
AsyncView = Callable[..., Awaitable[HttpResponseBase]]


def page(*any_of: Permission) -> Callable[[Any], Any]:
    """Let a view be opened by whoever has one of these permissions (none given: anybody signed in).

    The view finds the viewer as `request.viewer`.
    """

    def decorate(view: View | AsyncView) -> View | AsyncView:
        return _async_guard(view, any_of) if iscoroutinefunction(view) else _guard(view, any_of)

    return decorate


def _guard(view: Any, any_of: tuple[Permission, ...]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = _refusal(request, any_of)
        return refusal or cast(HttpResponseBase, view(request, *args, **kwargs))

    return guarded


def _async_guard(view: Any, any_of: tuple[Permission, ...]) -> AsyncView:
    @wraps(view)
    async def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = await sync_to_async(_refusal)(request, any_of)
        return refusal or cast(HttpResponseBase, await view(request, *args, **kwargs))

    return guarded


def _refusal(request: HttpRequest, any_of: tuple[Permission, ...]) -> HttpResponseBase | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    found = viewer(request)
    if found is None and (missing := missing_page(request, request.get_full_path())):
        return HttpResponseRedirect(missing)
    if found is None or (any_of and not any(found.may(one) for one in any_of)):
        return not_permitted(request, any_of)
    request.viewer = found  # type: ignore[attr-defined]
    return None
