"""Addresses of the notices."""

from django.urls import path

from outrider.web.notices import views

app_name = "notices"
urlpatterns = [
    path("notices", views.show, name="show"),
    path("notices/<uuid:notice_id>", views.follow, name="follow"),
]
