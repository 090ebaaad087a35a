"""Django's description of the app."""

from django.apps import AppConfig


class Web(AppConfig):
    """Pages."""

    name = "outrider.web"
    label = "web"
    verbose_name = "Pages"
