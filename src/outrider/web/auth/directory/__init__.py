"""Single sign-on by the force's directory (OpenID Connect)."""
