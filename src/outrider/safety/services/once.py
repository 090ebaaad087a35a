"""A press counts once. Only its fingerprint is kept: an answer would hold personal data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from outrider.domain.errors import Replayed
from outrider.safety.models import Case, SafetyPress


def taken_before(
    case: Case, press_id: UUID, press: str, parts: Mapping[str, Any], now: datetime
) -> bool:
    """Whether this press was taken already; if not, it is now. Under the case's lock.

    Raises:
        Replayed: the same id came with something else.
    """
    told = json.dumps([str(case.pk), press, dict(parts)], sort_keys=True, default=str)
    fingerprint = hashlib.sha256(told.encode()).hexdigest()
    known = SafetyPress.objects.filter(pk=press_id).first()
    if known is None:
        SafetyPress.objects.create(
            press_id=press_id, case=case, press=press, fingerprint=fingerprint, at=now
        )
        return False
    if known.fingerprint != fingerprint:
        raise Replayed
    return True
