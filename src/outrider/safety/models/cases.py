"""A victim's case: what was done to them, and what the force owes them."""

from __future__ import annotations

import uuid

from django.db import models


class PlanTemplate(models.Model):
    """A version of the plan. A case keeps the one that it started with."""

    version = models.CharField(primary_key=True, max_length=24)
    name = models.CharField(max_length=80)
    body = models.JSONField()  # as `domain.safety.template.read_template` takes it
    live_from = models.DateTimeField(null=True, blank=True)  # empty: a draft
    created_by = models.CharField(max_length=64, blank=True)


class Case(models.Model):
    """One victim of one incident. Everything in it about the person goes when they withdraw."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=16, unique=True)
    incident = models.ForeignKey("safety.Incident", on_delete=models.PROTECT, related_name="cases")
    victim = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    # Stands for the victim in the journal's rows of this case; erased when they withdraw.
    alias = models.UUIDField(null=True, blank=True, unique=True)
    station = models.ForeignKey("people.Station", on_delete=models.PROTECT, related_name="cases")
    status = models.CharField(max_length=24, default="open")
    on_behalf = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    # what was done
    methods = models.JSONField(default=list)
    hurt = models.CharField(max_length=8, default="no")
    safe = models.CharField(max_length=12, default="yes")
    weapon = models.CharField(max_length=24, blank=True)
    fluid = models.JSONField(default=dict)
    body = models.JSONField(default=list)
    injuries = models.JSONField(default=list)
    medical = models.CharField(max_length=16, blank=True)
    injury_added_at = models.DateTimeField(null=True, blank=True)
    hate = models.JSONField(default=list)
    own_characteristic = models.JSONField(default=list)
    # what it is
    classification = models.CharField(max_length=24)
    classified_by = models.CharField(max_length=12, default="decider")  # decider, victim, reviewer
    decider_version = models.CharField(max_length=12)
    decider_answers = models.JSONField(default=dict)
    disputed = models.BooleanField(default=False)
    crime_ref = models.CharField(max_length=40, blank=True)
    hs_ref = models.CharField(max_length=40, blank=True)
    uof_ref = models.CharField(max_length=40, blank=True)
    # who has it
    template = models.ForeignKey(PlanTemplate, on_delete=models.PROTECT, related_name="cases")
    oic = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    statement_taker = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    supervisor = models.ForeignKey(
        "people.Officer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    investigation = models.CharField(max_length=16, default="not-started")
    outcome = models.CharField(max_length=24, blank=True)
    view_given_at = models.DateTimeField(null=True, blank=True)
    off_work_since = models.DateField(null=True, blank=True)
    off_work_to = models.DateField(null=True, blank=True)
    # what they wish
    contact = models.CharField(max_length=120, blank=True)
    may_know = models.CharField(max_length=24, blank=True)
    federation = models.BooleanField(null=True, blank=True)
    statement = models.CharField(max_length=24, blank=True)  # victim personal statement
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["station", "status"]),
            models.Index(fields=["victim", "recorded_at"]),
        ]


class CaseText(models.Model):
    """Free text of a case, by kind: erased with the person."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=24)  # view, impact, reason …
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="one_text_a_kind")]


class Classified(models.Model):
    """One answer to "what is it?": the decider's, the victim's, a reviewer's."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="classifications")
    at = models.DateTimeField()
    by = models.CharField(max_length=12)
    code = models.CharField(max_length=24)
    rule = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)


class Footage(models.Model):
    """Body-worn video by id or link. The film itself is never kept here."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="footage")
    reference = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="one_footage_reference"),
        ]
