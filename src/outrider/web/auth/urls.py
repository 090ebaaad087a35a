"""Addresses of signing in, and of how one signs in."""

from django.urls import path

from outrider.web.auth import confirm, passkeys, second, security, views
from outrider.web.auth.directory import views as directory

app_name = "auth"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/passkey", second.passkey, name="sign-in-passkey"),
    path("sign-in/second-step", second.second_step, name="second-step"),
    path("sign-in/second-step/passkey", second.second_step_passkey, name="second-step-passkey"),
    path("sign-in/directory", directory.begin, name="directory"),
    path("sign-in/directory/answer", directory.answer, name="directory-answer"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("role", views.switch_role, name="switch-role"),
    path("account", views.account, name="account"),
    path("account/confirm", confirm.confirm, name="confirm"),
    path("account/confirm/passkey", confirm.confirm_passkey, name="confirm-passkey"),
    path("account/security", security.security, name="security"),
    path("account/security/app", security.app, name="app"),
    path("account/security/codes", security.recovery_codes, name="recovery-codes"),
    path("account/security/codes/new", security.make_codes, name="new-codes"),
    path("account/security/remove/<int:pk>", security.remove, name="remove"),
    path("account/security/passkey", passkeys.add, name="passkey-add"),
    path("account/security/passkey/options", passkeys.options, name="passkey-options"),
    path("account/security/passkey/<int:pk>", passkeys.rename, name="passkey-name"),
]
