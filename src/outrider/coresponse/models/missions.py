"""One unit's part in a call, from being asked for to clear."""

from __future__ import annotations

import uuid

from django.db import models


class Mission(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("coresponse.Call", on_delete=models.PROTECT, related_name="missions")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="missions")
    sequence = models.PositiveSmallIntegerField()  # first asked, second asked, ...
    origin = models.CharField(max_length=16, default="asked")  # or "came-across"
    phase = models.CharField(max_length=24)  # domain.coresponse.mission.Phase
    phase_since = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    mobile_at = models.DateTimeField(null=True, blank=True)
    at_scene_at = models.DateTimeField(null=True, blank=True)
    with_patient_at = models.DateTimeField(null=True, blank=True)
    handover_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    clear_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code, of mission.REASONS
    reason_text = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=120, blank=True)  # who allowed care to be left
    last_by_radio = models.BooleanField(default=False)
    estimate = models.JSONField(default=dict)  # of the decision that asked for the unit
    atmist = models.JSONField(default=dict)  # clinical: ambulance side and crew
    kit_used = models.JSONField(default=list)
    conflict = models.CharField(max_length=40, blank=True)  # a police state against patient contact

    class Meta:
        constraints = [
            # one live mission a unit, whatever two control rooms do at once
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(ended_at__isnull=True),
                name="one_live_mission_a_unit",
            ),
        ]
        ordering = ["call", "sequence"]


class Decision(models.Model):
    """Why a unit was (or nobody was) asked: kept whole, so that it can be read years later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey("coresponse.Call", on_delete=models.PROTECT, related_name="decisions")
    mission = models.OneToOneField(
        Mission,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
    )
    at = models.DateTimeField()
    pack_version = models.CharField(max_length=24)
    policy_version = models.CharField(max_length=24)
    ambulance_eta_seconds = models.FloatField(null=True, blank=True)
    candidates = models.JSONField(default=list)  # domain.coresponse.explain.Candidate as dicts
    beyond_cut_off = models.PositiveIntegerField(default=0)


class PatientReport(models.Model):
    """What was found and done, by condition. Clinical: never on the police side."""

    mission = models.OneToOneField(
        Mission, on_delete=models.PROTECT, primary_key=True, related_name="report"
    )
    condition = models.CharField(max_length=24)
    answers = models.JSONField(default=dict)
    queries = models.JSONField(default=list)  # scope-of-practice queries raised, rule id and text
    written_at = models.DateTimeField()
