"""Addresses of talks, training and coverage."""

from django.urls import path

from outrider.web.link import coverage, talks, training

app_name = "link"
urlpatterns = [
    path("link", talks.queue, name="queue"),
    path("link/<uuid:case_id>", talks.talk, name="talk"),
    path("training", training.requests, name="requests"),
    path("training/places", training.places, name="places"),
    path("training/currency", training.currency, name="currency"),
    path("training/currency.csv", training.currency_table, name="currency-csv"),
    path("training/sessions", training.sessions, name="sessions"),
    path("training/lessons", training.lessons, name="lessons"),
    path("coverage", coverage.show, name="coverage"),
    path("coverage.csv", coverage.table, name="coverage-csv"),
]
