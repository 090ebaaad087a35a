"""The file of a rule pack, as it was sent with a form."""

from __future__ import annotations

import json
from typing import Final

from django.http import HttpRequest

from outrider.coresponse.errors import invalid

LARGEST_PACK: Final = 512 * 1024


def pack_file(request: HttpRequest) -> object:
    """What the file holds, not checked beyond being JSON.

    Raises:
        Invalid: no file, one that is too large, or one that is no JSON.
    """
    sent = request.FILES.get("pack")
    if sent is None:
        raise invalid("pack", "Choose the file of the rule pack.")
    if (sent.size or 0) > LARGEST_PACK:
        raise invalid("pack", "The file is larger than 512 kB. A rule pack is smaller.")
    try:
        return json.loads(sent.read().decode("utf-8-sig"))
    except ValueError:
        raise invalid("pack", "The file is no JSON. Choose the file of a rule pack.") from None
    except RecursionError:
        raise invalid("pack", "The file is nested too deeply to be a rule pack.") from None
