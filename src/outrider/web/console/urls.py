"""Addresses of the desk."""

from django.urls import path

from outrider.web.console import views

app_name = "console"
urlpatterns = [
    path("console", views.desk, name="desk"),
    path("console/handover", views.handover, name="handover"),
]
