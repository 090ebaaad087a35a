"""Simulated trials as rows, so that any server process knows where each of them stands."""

from __future__ import annotations

import uuid

from django.db import models

DRAFT, WAITING, RUNNING, DONE, STOPPED, FAILED = (
    "draft",
    "waiting",
    "running",
    "done",
    "stopped",
    "failed",
)
STATES = [(state, state) for state in (DRAFT, WAITING, RUNNING, DONE, STOPPED, FAILED)]


class TrialRun(models.Model):
    """One scenario as it was given, how far its run is, and what came out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)  # as the scenario says
    ships_as = models.CharField(max_length=60, blank=True)  # name of the packaged scenario
    text = models.TextField()  # the TOML
    hash = models.CharField(max_length=64)
    scenario_seed = models.BigIntegerField()
    arms = models.JSONField(default=list)  # that are run, in the scenario's order
    wanted = models.PositiveIntegerField(default=0)  # replications
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=STATES, default=DRAFT)
    stop_wished = models.BooleanField(default=False)
    fault = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)  # replications there when it went on
    kept_by = models.CharField(max_length=160, blank=True)  # version and plan of the kept parts
    token = models.UUIDField(null=True, blank=True)  # of the process that has it
    vary_wished = models.BooleanField(default=False)  # each assumption, after the replications
    varied = models.PositiveSmallIntegerField(default=0)
    to_vary = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)  # pseudonymous id
    asked_at = models.DateTimeField(null=True, blank=True)  # its place in the queue
    began_at = models.DateTimeField(null=True, blank=True)  # first replication under way
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    results = models.JSONField(default=dict)
    basing = models.JSONField(default=dict)  # where to base units, where that is what is asked

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            # Two server processes that take one at the same moment: the database lets one through.
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=RUNNING), name="one_trial_runs"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class TrialPart(models.Model):
    """Finished replications of a run, as they came: joined by `at` they are its progress file."""

    run = models.ForeignKey(TrialRun, on_delete=models.CASCADE, related_name="parts")
    at = models.BigIntegerField()  # byte of the file at which it begins
    content = models.BinaryField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["run", "at"], name="one_part_a_place")]

    def __str__(self) -> str:
        return f"{self.run_id} from {self.at}"


class TrialFile(models.Model):
    """A file of a trial's results: rows, because server processes need not share a disk."""

    run = models.ForeignKey(TrialRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name
