"""The sign-in form."""

from __future__ import annotations

from django import forms


class SignIn(forms.Form):
    """A force account: name and password as given, checked by the view."""

    username = forms.CharField(max_length=150, error_messages={"required": "Enter your user name"})
    password = forms.CharField(
        max_length=256, strip=False, error_messages={"required": "Enter your password"}
    )
    next = forms.CharField(max_length=500, required=False)
