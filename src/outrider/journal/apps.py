"""Django's description of the app."""

from django.apps import AppConfig


class Journal(AppConfig):
    """The append-only history."""

    name = "outrider.journal"
    label = "journal"
    verbose_name = "Journal"
    lifespan = ("outrider.journal.wake.lifespan",)
