"""Django's description of the app."""

from django.apps import AppConfig


class Api(AppConfig):
    """The HTTP interface."""

    name = "outrider.api"
    label = "api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"
    lifespan = ("outrider.api.live.stopping.lifespan",)
