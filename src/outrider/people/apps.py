from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "outrider.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    lifespan = ("outrider.people.importing.kept.lifespan",)
