"""Addresses of the phone. The service worker's scope is /phone and everything below it."""

from django.urls import path

from outrider.web.phone import app, handover

app_name = "phone"
urlpatterns = [
    path("phone", app.phone, name="phone"),
    path("phone/shell", app.shell, name="shell"),
    path("phone/sw.js", app.worker, name="worker"),
    path("phone/manifest.webmanifest", app.manifest, name="manifest"),
    path("phone/forms.json", app.forms, name="forms"),
    path("phone/kit.json", app.kit, name="kit"),
    path("phone/not-picked.json", app.not_picked, name="not-picked"),
    path("phone/handovers", handover.index, name="handovers"),
    path("phone/handover/<uuid:mission_id>", handover.sheet, name="handover"),
    path("phone/handover/<uuid:mission_id>/qr.svg", handover.qr, name="handover-qr"),
]
