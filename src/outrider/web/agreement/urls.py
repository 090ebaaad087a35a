"""Addresses of the agreement."""

from django.urls import path

from outrider.web.agreement import replay, views

app_name = "agreement"
urlpatterns = [
    path("agreement", views.show, name="show"),
    path("agreement/packs", views.forward, name="forward"),
    path("agreement/packs/<str:version>", views.pack, name="pack"),
    path("agreement/packs/<str:version>/replay", replay.show, name="replay"),
    path(
        "agreement/packs/<str:version>/replay/counts.csv",
        replay.counts_file,
        name="replay-counts",
    ),
    path("agreement/packs/<str:version>/replay/calls.csv", replay.calls_file, name="replay-calls"),
    path("agreement/try", replay.try_file, name="try"),
    path("agreement/schemes/<slug:code>", views.scheme, name="scheme"),
]
