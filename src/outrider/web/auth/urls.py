"""Addresses of signing in."""

from django.urls import path

from outrider.web.auth import views

app_name = "auth"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("role", views.switch_role, name="switch-role"),
    path("account", views.account, name="account"),
]
