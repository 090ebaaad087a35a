"""The steps, and one page for each kind of file."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outrider.crossover.register import context_of, preview
from outrider.domain.access import Permission, Viewer
from outrider.journal.access import log_read
from outrider.people.importing.files import TYPES, exported
from outrider.people.importing.files import template as template_of
from outrider.people.importing.kept import keep, waiting_of
from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.kinds.registry import KINDS
from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.files import check_size, read_file
from outrider.people.importing.reading.limits import LARGEST_UPLOAD
from outrider.people.links import administrator_exists
from outrider.web.auth import page
from outrider.web.setup.samples import sample_of
from outrider.web.setup.shown import preview_context
from outrider.web.setup.steps import missing, steps


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The steps; before there is an administrator, how to make one."""
    if not settings.DEMO and not administrator_exists():
        return render(request, "setup/first.html.jinja")
    found: HttpResponseBase = _index(request)
    return found


@page(Permission.IMPORT_REGISTER)
def _index(request: HttpRequest) -> HttpResponse:
    found = steps(timezone.now())
    return render(
        request,
        "setup/index.html.jinja",
        {
            "steps": found,
            "missing": missing(found),
            "waiting": [
                (file, KINDS[file.kind].title)
                for file in waiting_of(viewer_of(request).user_id, timezone.now())
                if file.kind in KINDS
            ],
        },
    )


def viewer_of(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def kind_of(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(Permission.IMPORT_REGISTER)
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """What the file holds, its template, and the form that takes it."""
    chosen = kind_of(kind)
    if request.method == "POST":
        return _take(request, chosen)
    return _form(request, chosen)


def _form(request: HttpRequest, chosen: Kind, wrong: str = "", name: str = "") -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    context = {
        "kind": chosen,
        "wrong": wrong,
        "name": name,
        "largest": LARGEST_UPLOAD,
        "replace": request.POST.get("replace") == "yes",
    }
    return render(request, "setup/kind.html.jinja", context, status=status)


def _take(request: HttpRequest, chosen: Kind) -> HttpResponse:
    """Read the file at once: what cannot be read is not kept."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return _form(request, chosen, "Choose a file first.")
    name = sent.name or "file"
    now, viewer = timezone.now(), viewer_of(request)
    replaces = request.POST.get("replace") == "yes"
    try:
        check_size(sent.size or 0, LARGEST_UPLOAD)
        data = sent.read()
        raw = read_file(data, largest=LARGEST_UPLOAD)
        found = preview(chosen, raw, context_of(viewer, now, replaces=replaces))
        if settings.DEMO:
            shown = preview_context(chosen, found, name) | {"file": None, "done": None}
            return render(request, "setup/file.html.jinja", shown)
        kept = keep(
            kind=chosen.code,
            name=name,
            data=data,
            user_id=viewer.user_id,
            now=now,
            replace=replaces,
        )
    except BadFile as bad:
        return _form(request, chosen, f"{bad.why} {bad.do}", name)
    return HttpResponseRedirect(reverse("set-up:file", kwargs={"file_id": kept.pk}))


def attachment(data: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@page(Permission.IMPORT_REGISTER)
def template(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    chosen = kind_of(kind)
    if form not in TYPES:
        raise Http404
    return attachment(template_of(chosen, form), form, f"outrider-{kind}-template")


@require_safe
@page(Permission.IMPORT_REGISTER)
def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The register as a file; who took it is noted in the access log."""
    chosen = kind_of(kind)
    if form not in TYPES:
        raise Http404
    now, viewer = timezone.now(), viewer_of(request)
    data = exported(chosen, context_of(viewer, now), form)
    log_read(
        who=viewer.pseudonym,
        role=viewer.role.value,
        entity=f"register:{kind}",
        why="exported from Set-up",
    )
    day = timezone.localtime(now).strftime("%Y-%m-%d")
    return attachment(data, form, f"outrider-{kind}-{day}")


@require_safe
@page(Permission.IMPORT_REGISTER)
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """An invented file with mistakes in it, to see what a preview says."""
    chosen: Any = kind_of(kind)
    return attachment(sample_of(chosen), "csv", f"outrider-{kind}-sample-with-mistakes")
