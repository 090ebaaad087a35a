"""Addresses of the agreement."""

from django.urls import path

from outrider.web.agreement import views

app_name = "agreement"
urlpatterns = [
    path("agreement", views.show, name="show"),
    path("agreement/packs", views.forward, name="forward"),
    path("agreement/packs/<str:version>", views.pack, name="pack"),
    path("agreement/schemes/<slug:code>", views.scheme, name="scheme"),
]
