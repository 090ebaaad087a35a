"""Pages for what cannot be shown: no permission, not found, out of date, our fault."""

from __future__ import annotations

import json
import logging
import secrets
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.web.auth.session import roles, viewer

log = logging.getLogger("outrider.web")


def not_permitted(request: HttpRequest, any_of: tuple[Permission, ...]) -> HttpResponse:
    """Who can open this and how to ask; never whether a record exists."""
    may = [role for role in Role if ROLE_PERMISSIONS[role] & set(any_of)]
    held = roles(request)
    context = {
        "viewer": viewer(request),
        "who_can": [role.label for role in may],
        "could_act_as": [role for role in held if role in may],
        "has_role": bool(held),
        "here": request.get_full_path(),
    }
    return _page(request, "errors/no-permission.html.jinja", HTTPStatus.FORBIDDEN, context)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        "Nothing here that you can open",
        "Ask your control room, or an administrator for the role. You’ve done nothing wrong.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404."""
    return _answer(
        request,
        HTTPStatus.NOT_FOUND,
        "Nothing here that you can open",
        "Check the address, or start from your own page. If a link brought you here, tell the one "
        "who sent it.",
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    return _answer(
        request,
        HTTPStatus.BAD_REQUEST,
        "This could not be read",
        "Go back, check what you typed and send it again. Use the address that your force gave "
        "you for Outrider.",
    )


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        "This page is out of date",
        "Nothing was sent. Go back, reload the page and press again.",
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a page that needs neither database nor base page."""
    code = secrets.token_hex(3).upper()
    log.error("fault %s at %s", code, request.path)
    title = "That did not work, and it is our fault"
    detail = f"What you typed is not lost if you go back. Quote {code} if it happens again."
    if _wants_problem(request):
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, title, detail)
    page = render_to_string("errors/our-fault.html.jinja", {"title": title, "detail": detail})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, status: HTTPStatus, title: str, detail: str) -> HttpResponse:
    if _wants_problem(request):
        return _problem(status, title, detail)
    context = {"title": title, "detail": detail}
    return _page(request, "errors/plain.html.jinja", status, context)


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, context: dict[str, Any]
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _wants_problem(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: HTTPStatus, title: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
    )
