"""The journal's tables. Rows are written by `append` and `log_read` only."""

from typing import ClassVar

from django.db import models

HASH_LENGTH = 64
GENESIS = "0" * HASH_LENGTH
"""The `prev_hash` of row 1."""


class Entry(models.Model):
    """One thing that happened. Database triggers refuse to change or delete it."""

    seq = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 …: no gaps, commit order")
    uuid = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField(help_text="when the server wrote it, UTC")
    effective_at = models.DateTimeField(help_text="when it happened, UTC")
    stream = models.CharField(max_length=100, help_text="what it is about, as type:id")
    kind = models.CharField(max_length=64)
    payload = models.JSONField(help_text="ids, codes, times; never free text")
    actor = models.CharField(max_length=64, help_text="pseudonymous id")
    on_behalf_of = models.CharField(max_length=64, blank=True, default="")
    device = models.CharField(max_length=64, blank=True, default="")
    cause = models.UUIDField(null=True, help_text="the press or command that led to it")
    touches = models.JSONField(help_text="type:id of what a viewer may have to read again")
    text_hmac = models.CharField(max_length=HASH_LENGTH, blank=True, default="")
    prev_hash = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        db_table = "journal_entry"
        ordering: ClassVar = ["seq"]
        indexes: ClassVar = [
            models.Index(fields=["stream", "seq"], name="journal_entry_stream_seq"),
            models.Index(fields=["cause"], name="journal_entry_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.stream} {self.kind}"


class Head(models.Model):
    """The last row's number and hash: one row, so that an append reads one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        db_table = "journal_head"

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


class Text(models.Model):
    """Free text of an entry, and the key of its HMAC. Erasing it removes both; the row stays."""

    id = models.UUIDField(primary_key=True)
    entry = models.UUIDField(unique=True, help_text="uuid of the entry")
    body = models.TextField()
    key = models.BinaryField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "journal_text"

    def __str__(self) -> str:
        return f"text {self.id}"


class AccessLogEntry(models.Model):
    """Somebody read personal data. Not part of the chain: it may be pruned."""

    who = models.CharField(max_length=64, help_text="pseudonymous id")
    role = models.CharField(max_length=64)
    entity = models.CharField(max_length=100, help_text="what was read, as type:id")
    why = models.CharField(max_length=200)
    when = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_log"
        indexes: ClassVar = [
            models.Index(fields=["entity", "when"], name="access_log_entity_when"),
            models.Index(fields=["who", "when"], name="access_log_who_when"),
        ]

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%dT%H:%M:%SZ} {self.who} read {self.entity}"
