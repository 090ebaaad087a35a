"""The demo's own mark: what it made, it may serve; beside anything else, it stops."""

from __future__ import annotations

from django.db import models


class DemoForce(models.Model):
    """One row: this database holds the invented force and nothing else."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seed = models.BigIntegerField()
    anchor = models.DateTimeField()  # the moment that the force was made for
    null = models.BooleanField(default=False)  # without the planted truths
    network = models.CharField(max_length=120)  # which roads it was placed on
    seeded_at_seq = models.BigIntegerField(default=0)  # journal row after which the demo is live

    def __str__(self) -> str:
        return f"demo force, seed {self.seed}"
