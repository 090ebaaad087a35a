from django.apps import AppConfig


class CoresponseConfig(AppConfig):
    name = "outrider.coresponse"
    label = "coresponse"
    lifespan = ("outrider.coresponse.ground.lifespan", "outrider.coresponse.clock.lifespan")
    default_auto_field = "django.db.models.BigAutoField"
