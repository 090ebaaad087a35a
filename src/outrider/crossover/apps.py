"""Django's description of the app, and where each scheme is given what it asks for."""

from django.apps import AppConfig


class Crossover(AppConfig):
    """Where the schemes meet"""

    name = "outrider.crossover"
    label = "crossover"
    verbose_name = "Where the schemes meet"
    lifespan = ("outrider.crossover.clock.lifespan",)

    def ready(self) -> None:
        """The schemes do not know each other: each declares a port, and this room fills it."""
        from outrider.coresponse.ports import supply_hazards
        from outrider.crossover.hazards import StoredHazards
        from outrider.crossover.services.proposing import follow_case
        from outrider.crossover.services.support import forget_withdrawn
        from outrider.safety.ports import listen

        supply_hazards(StoredHazards())
        listen(follow_case)
        listen(forget_withdrawn)
