"""Responder schemes and the police-state table: dated data that a force edits."""

from __future__ import annotations

from django.db import models

from outrider.domain.people.police_state import MedicalOffer

OFFER_CHOICES = [(rule.value, rule.label) for rule in MedicalOffer]


class ResponderScheme(models.Model):
    """A kind of responder: police special, fire co-responder, community responder."""

    code = models.SlugField(primary_key=True, max_length=32)
    name = models.CharField(max_length=80)
    owner = models.CharField(
        max_length=12,
        choices=[
            ("police", "Police"),
            ("fire", "Fire"),
            ("ambulance", "Ambulance service"),
        ],
    )
    uses_police_state = models.BooleanField(default=False)
    needs_release = models.BooleanField(default=True)  # its owner's control must agree
    needs_pair = models.BooleanField(default=False)
    turnout_seconds = models.PositiveIntegerField(default=0)  # on-call: from pager to wheels
    medical_minutes_cap = models.PositiveIntegerField(null=True, blank=True)  # unit-minutes a shift
    # Both agencies must have agreed before anybody of this scheme can be asked.
    agreed_by_owner = models.CharField(max_length=120, blank=True)
    agreed_by_owner_at = models.DateTimeField(null=True, blank=True)
    agreed_by_owner_ref = models.CharField(max_length=64, blank=True)
    agreed_by_ambulance = models.CharField(max_length=120, blank=True)
    agreed_by_ambulance_at = models.DateTimeField(null=True, blank=True)
    agreed_by_ambulance_ref = models.CharField(max_length=64, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)  # "no more medical jobs tonight"
    paused_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class PoliceStateRule(models.Model):
    """One radio state and whether a unit in it may be asked. This table is police primacy."""

    code = models.PositiveSmallIntegerField(primary_key=True)
    word = models.CharField(max_length=60)
    offer = models.CharField(max_length=16, choices=OFFER_CHOICES)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["code"]
