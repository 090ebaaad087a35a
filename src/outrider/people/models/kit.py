"""Medical kit. No kit in date on the vehicle: police work only."""

from __future__ import annotations

from django.db import models


class KitBag(models.Model):
    tag = models.CharField(max_length=24, unique=True)
    unit = models.ForeignKey(
        "people.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bags",
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.tag


class KitLine(models.Model):
    bag = models.ForeignKey(KitBag, on_delete=models.CASCADE, related_name="lines")
    item = models.CharField(max_length=40)  # an id of domain.people.kit.ITEMS
    lot = models.CharField(max_length=40, blank=True)
    quantity = models.PositiveSmallIntegerField(default=1)
    minimum = models.PositiveSmallIntegerField(default=1)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bag", "item"], name="one_line_an_item"),
        ]
