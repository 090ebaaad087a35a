"""Django's description of the app."""

from django.apps import AppConfig


class Api(AppConfig):
    """API"""

    name = "outrider.api"
    label = "api"
    verbose_name = "API"
