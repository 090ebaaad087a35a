"""The two addresses that allauth looks up by its own names. It brings none of its pages."""

from django.urls import path

from outrider.web.auth import second, views

urlpatterns = [
    path("sign-in", views.sign_in, name="account_login"),
    path("sign-in/second-step", second.second_step, name="mfa_authenticate"),
]
