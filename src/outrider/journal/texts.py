"""Free text beside the journal: kept with a key of its own, erased with it."""

import hashlib
import hmac
import secrets
from uuid import UUID, uuid4

from django.utils import timezone

from outrider.journal.models import Entry, Text

KEY_BYTES = 32


def keep(body: str, entry: UUID) -> tuple[Text, str]:
    """The text's row, not yet written, and the HMAC that goes into its entry."""
    key = secrets.token_bytes(KEY_BYTES)
    return Text(id=uuid4(), entry=entry, body=body, key=key), text_hmac(key, body)


def text_hmac(key: bytes, body: str) -> str:
    """HMAC-SHA256 as hexadecimal. Without the key nobody can guess the text and try it."""
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()


def erase(text_id: UUID) -> bool:
    """Remove the text and its key for good. False when there is none or it is already erased."""
    return bool(
        Text.objects.filter(id=text_id, erased_at=None).update(
            body="", key=b"", erased_at=timezone.now()
        )
    )


def erase_stream(stream: str) -> int:
    """Remove every text of a stream, with its key; returns how many. The rows and hashes stay."""
    entries = Entry.objects.filter(stream=stream).exclude(text_hmac="").values("uuid")
    return Text.objects.filter(entry__in=entries, erased_at=None).update(
        body="", key=b"", erased_at=timezone.now()
    )


def text_of(entry: UUID) -> str | None:
    """The entry's text; None when it has none or it was erased."""
    return Text.objects.filter(entry=entry, erased_at=None).values_list("body", flat=True).first()
