"""Addresses of the record. Its service worker's scope is /phone/record."""

from django.urls import path

from outrider.web.record import about_me, app, lookups

app_name = "record"
urlpatterns = [
    path("phone/record", app.record, name="record"),
    path("phone/record/shell", app.shell, name="shell"),
    path("phone/record/sw.js", app.worker, name="worker"),
    path("phone/record/manifest.webmanifest", app.manifest, name="manifest"),
    path("phone/record/lists.json", app.word_lists, name="lists"),
    path("phone/record/me.json", about_me.me, name="me"),
    path("phone/record/share", about_me.share, name="share"),
    path("phone/record/people.json", lookups.people, name="people"),
    path("phone/record/places.json", lookups.places, name="places"),
]
