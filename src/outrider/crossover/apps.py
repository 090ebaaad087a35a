"""Django's description of the app."""

from django.apps import AppConfig


class Crossover(AppConfig):
    """Where the schemes meet"""

    name = "outrider.crossover"
    label = "crossover"
    verbose_name = "Where the schemes meet"
