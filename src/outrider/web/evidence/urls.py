"""Addresses of the evidence."""

from django.urls import path

from outrider.web.evidence import assaults, views

app_name = "evidence"
urlpatterns = [
    path("evidence", views.show, name="show"),
    path("evidence/assaults", assaults.show, name="assaults"),
    path("evidence/assaults/<slug:figure>.csv", assaults.table, name="assaults-table"),
    path("evidence/assaults/<slug:figure>.svg", assaults.drawing, name="assaults-drawing"),
    path("evidence/<slug:figure>.csv", views.table, name="table"),
    path("evidence/<slug:figure>.svg", views.drawing, name="drawing"),
]
