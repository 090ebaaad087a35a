"""Addresses of the first page."""

from django.urls import path

from outrider.web.start import views

app_name = "start"
urlpatterns = [
    path("", views.start, name="start"),
    path("demo/step-in", views.step_in, name="step-in"),
]
