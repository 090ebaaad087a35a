"""What other systems know: the same assaults in the crime, safety and use-of-force lists."""

from __future__ import annotations

from django.db import models


class ListedAssault(models.Model):
    """A row of another system's list, linked to a case where the product has one."""

    source = models.CharField(max_length=16)  # crime, health-safety, use-of-force
    reference = models.CharField(max_length=40)
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    occurred_at = models.DateTimeField()
    case = models.ForeignKey(
        "safety.Case", null=True, blank=True, on_delete=models.SET_NULL, related_name="listed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="one_row_a_list"),
        ]
