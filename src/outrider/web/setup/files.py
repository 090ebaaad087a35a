"""One file between preview and import: looked at, brought in, or thrown away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outrider.crossover.register import bring_in, context_of, preview
from outrider.domain.access import Permission
from outrider.domain.errors import NotFound
from outrider.people.importing import kept
from outrider.people.importing.files import refused
from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.kinds.registry import KINDS
from outrider.people.importing.plan import Plan
from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.files import read_file
from outrider.people.importing.reading.rows import RawSheet
from outrider.people.models import ImportFile
from outrider.web.auth import page
from outrider.web.setup.shown import preview_context
from outrider.web.setup.views import attachment, viewer_of


def _file(request: HttpRequest, file_id: UUID) -> tuple[ImportFile, Kind]:
    try:
        found = kept.kept(file_id, viewer_of(request).user_id, timezone.now())
    except NotFound:
        raise Http404 from None
    return found, KINDS[found.kind]


def _raw(file: ImportFile) -> RawSheet:
    return read_file(bytes(file.content), sheet=file.sheet)


def _plan(request: HttpRequest, file: ImportFile, kind: Kind) -> Plan[Any]:
    context = context_of(viewer_of(request), timezone.now(), replaces=file.replace)
    return preview(kind, _raw(file), context)


@never_cache
@require_safe
@page(Permission.IMPORT_REGISTER)
def show(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The preview; after the import, what was done and what is left."""
    try:
        file, kind = _file(request, file_id)
    except Http404:
        return render(request, "setup/gone.html.jinja", status=404)
    try:
        found = _plan(request, file, kind)
    except BadFile as bad:
        context = {"kind": kind, "file": file, "wrong": f"{bad.why} {bad.do}"}
        return render(request, "setup/unreadable.html.jinja", context, status=422)
    done = file.outcome if file.imported_at else None
    shown = preview_context(kind, found, file.name) | {"file": file, "done": done}
    return render(request, "setup/file.html.jinja", shown)


@require_POST
@page(Permission.IMPORT_REGISTER)
def bring(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Import every good row. Pressed twice it changes nothing more."""
    file, kind = _file(request, file_id)
    if settings.DEMO:
        raise Http404
    now = timezone.now()
    context = context_of(viewer_of(request), now, replaces=file.replace)
    try:
        done = bring_in(kind, _raw(file), context)
    except BadFile as bad:
        messages.error(request, f"{bad.why} {bad.do}", extra_tags="stop")
        return redirect("set-up:file", file_id=file.pk)
    if file.imported_at is None:
        counts = {outcome.value: number for outcome, number in done.plan.counts.items()}
        file.outcome = counts | {"removed": len(done.plan.removals), "moves": done.moves}
        file.imported_at = now
        file.save(update_fields=["outcome", "imported_at"])
    return redirect("set-up:file", file_id=file.pk)


@require_POST
@page(Permission.IMPORT_REGISTER)
def choose_sheet(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Read another sheet of the workbook."""
    file, _ = _file(request, file_id)
    file.sheet = request.POST.get("sheet", "")[:60]
    file.save(update_fields=["sheet"])
    return redirect("set-up:file", file_id=file.pk)


@require_POST
@page(Permission.IMPORT_REGISTER)
def discard(request: HttpRequest, file_id: UUID) -> HttpResponse:
    file, kind = _file(request, file_id)
    kept.discard(file.pk, viewer_of(request).user_id)
    messages.info(request, f"{file.name} is discarded. Nothing of it was kept.")
    return HttpResponseRedirect(f"/set-up/{kind.code}")


@require_safe
@page(Permission.IMPORT_REGISTER)
def refused_rows(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, to correct and bring again."""
    file, kind = _file(request, file_id)
    try:
        found = _plan(request, file, kind)
    except BadFile:
        raise Http404 from None
    return attachment(refused(found), "csv", f"outrider-{kind.code}-refused")
