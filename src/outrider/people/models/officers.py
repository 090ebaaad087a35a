"""Stations, the people who serve there, and what they are trained for."""

from __future__ import annotations

import uuid

from django.db import models

from outrider.domain.people.competence import Skill

SKILL_CHOICES = [(skill.value, skill.label) for skill in Skill]


DUTY_CHOICES = [
    ("response", "Response"),
    ("neighbourhood", "Neighbourhood"),
    ("custody", "Custody"),
    ("roads", "Roads policing"),
    ("investigation", "Investigation"),
    ("support", "Support"),
    ("special", "Special constabulary"),
    ("staff", "Police staff"),
]
ETHNIC_CHOICES = [("white", "White"), ("minority-ethnic", "Minority ethnic")]


class Station(models.Model):
    code = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    agency = models.CharField(
        max_length=12,
        choices=[
            ("police", "Police"),
            ("ambulance", "Ambulance service"),
            ("fire", "Fire"),
        ],
    )
    lat = models.FloatField()
    lon = models.FloatField()

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """A police officer, special constable, firefighter or community responder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        "people.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="officer",
    )
    rank = models.CharField(max_length=24)  # as spoken: "SC", "PC", "Sgt", "Firefighter"
    number = models.CharField(max_length=12, unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="officers")
    joined_on = models.DateField(null=True, blank=True)
    team = models.CharField(max_length=40, blank=True)  # "Response A", "Custody"
    duty = models.CharField(max_length=24, blank=True, choices=DUTY_CHOICES)
    # Special category data: held by human resources, read by the statistics only, never by a page
    # about a person.
    ethnic_group = models.CharField(max_length=24, blank=True, choices=ETHNIC_CHOICES)
    left_on = models.DateField(null=True, blank=True)

    @property
    def spoken_name(self) -> str:
        return f"{self.rank} {self.family_name}"

    def __str__(self) -> str:
        return f"{self.spoken_name} ({self.number})"


class Competence(models.Model):
    """A skill that the ambulance service has signed off, with the day on which it lapses."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="competences")
    skill = models.CharField(max_length=24, choices=SKILL_CHOICES)
    awarded_on = models.DateField()
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "skill"], name="one_competence_a_skill"),
        ]


class DrivingAuthority(models.Model):
    """Response driving authority; without one in date a unit drives at normal road speed."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="driving")
    expires_on = models.DateField()
