"""Addresses of the duty board."""

from django.urls import path

from outrider.web.board import views

app_name = "board"
urlpatterns = [path("board", views.board, name="board")]
