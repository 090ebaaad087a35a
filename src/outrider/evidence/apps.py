"""Django's description of the app."""

from django.apps import AppConfig


class Evidence(AppConfig):
    """Evidence"""

    name = "outrider.evidence"
    label = "evidence"
    verbose_name = "Evidence"
    lifespan = (
        "outrider.evidence.signals.files.lifespan",
        "outrider.evidence.signals.releases.lifespan",
    )
