"""Addresses of the hazards page."""

from django.urls import path

from outrider.web.hazards import views

app_name = "hazards"
urlpatterns = [path("hazards", views.hazards, name="hazards")]
