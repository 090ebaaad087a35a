from django.apps import AppConfig


class CoresponseConfig(AppConfig):
    name = "outrider.coresponse"
    label = "coresponse"
    default_auto_field = "django.db.models.BigAutoField"
