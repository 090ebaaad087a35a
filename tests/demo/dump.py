"""Everything that the demo wrote, as one hash: what the same seed must reproduce byte for byte."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.apps import apps
from django.db import models

from outrider.journal.models import Entry
from outrider.people.models import User

APPS = ("people", "coresponse", "safety", "crossover", "notify", "demo")
# Every journal row gets an id and a time of recording of its own: those are not the demo's to choose.
JOURNAL = ("seq", "effective_at", "stream", "kind", "payload", "actor", "on_behalf_of", "touches")


def digest() -> str:
    """SHA-256 over every row of the demo's tables and over what the journal says."""
    made = hashlib.sha256()
    for model in (m for app in APPS for m in apps.get_app_config(app).get_models()):
        for row in _rows(model):
            made.update(row.encode())
    first = Entry.objects.order_by("seq").values_list("seq", flat=True).first() or 0
    accounts = User.objects.order_by("pk").values_list("pk", flat=True).first() or 0
    for entry in Entry.objects.order_by("seq").values(*JOURNAL):
        entry["seq"] -= first
        entry["touches"] = [_touched(each, accounts) for each in entry["touches"]]
        made.update(_spelled(entry).encode())
    return made.hexdigest()


def _touched(key: str, first_account: int) -> str:
    """ "viewer:7" names an account by the number that the database handed out."""
    kind, _, number = key.partition(":")
    return f"viewer:{int(number) - first_account}" if kind == "viewer" else key


def _rows(model: type[models.Model]) -> list[str]:
    """Rows in order; numbers that the database hands out count from the table's first."""
    fields = [f for f in model._meta.concrete_fields if not _counted(f)]
    kept = model._default_manager.order_by("pk").values(*[f.attname for f in fields])
    return [
        f"{model._meta.label}:" + _spelled({f.attname: _value(f, row[f.attname]) for f in fields})
        for row in kept
    ]


def _counted(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.AutoField | models.BigAutoField)


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    target = field.related_model if field.is_relation else None
    if value is None or target is None or not _counted(target._meta.pk):
        return value
    first = target._default_manager.order_by("pk").values_list("pk", flat=True).first()
    return value - first


def _spelled(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, default=str)
