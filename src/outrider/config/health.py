"""Is this process fit to answer?"""

from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outrider.journal.queries import head_seq


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the journal's head when the database answers, otherwise 503."""
    try:
        head = head_seq()
    except DatabaseError:
        return JsonResponse(
            {"ok": False, "why": "The database does not answer."},
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return JsonResponse({"ok": True, "head_seq": head})
