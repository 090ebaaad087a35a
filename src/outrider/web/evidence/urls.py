"""Addresses of the evidence."""

from django.urls import path

from outrider.web.evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence", views.show, name="show"),
    path("evidence/<slug:figure>.csv", views.table, name="table"),
    path("evidence/<slug:figure>.svg", views.drawing, name="drawing"),
]
