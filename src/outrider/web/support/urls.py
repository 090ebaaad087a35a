"""Addresses of the support page."""

from django.urls import path

from outrider.web.support import views

app_name = "support"
urlpatterns = [path("support", views.support, name="support")]
