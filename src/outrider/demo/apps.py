"""Django's description of the app."""

from django.apps import AppConfig


class Demo(AppConfig):
    """Demo force"""

    name = "outrider.demo"
    label = "demo"
    verbose_name = "Demo force"
