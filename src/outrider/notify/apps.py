"""Django's description of the app."""

from django.apps import AppConfig


class Notify(AppConfig):
    """Messages out"""

    name = "outrider.notify"
    label = "notify"
    verbose_name = "Messages out"
