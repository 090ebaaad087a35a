"""Django's description of the app."""

from django.apps import AppConfig


class Safety(AppConfig):
    """Officer safety"""

    name = "outrider.safety"
    label = "safety"
    verbose_name = "Officer safety"
    lifespan = ("outrider.safety.clock.lifespan",)
