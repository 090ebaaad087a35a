"""`outrider api-token`: tokens for feeding systems."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from outrider.api.feeds import Feed

app = typer.Typer(no_args_is_help=True, help="Tokens of the systems that feed Outrider.")


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What the token is called, such as “scas-cad”.")],
    role: Annotated[Feed, typer.Option(help="Which kind of system it is for.")],
    days: Annotated[int, typer.Option(min=1, max=1826, help="Days until it lapses.")] = 365,
) -> None:
    """Make a token and print it once. Only a hash of it is kept."""
    import django

    django.setup()
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    from outrider.api.tokens import create_token

    if not 0 < len(name) <= 40 or not name.isprintable():
        typer.echo("A name has 1 to 40 characters. Choose another.", err=True)
        raise typer.Exit(2)
    now = timezone.now()
    try:
        with transaction.atomic():
            token = create_token(name, role, now, now + timedelta(days=days))
    except IntegrityError:
        typer.echo(f"There is a token called {name!r} already. Choose another name.", err=True)
        raise typer.Exit(1) from None
    typer.echo(token)
    typer.echo(f"Keep it now: it is not shown again. It lapses in {days} days.", err=True)


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help="The name it was made with.")],
) -> None:
    """Withdraw a token at once."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.api.tokens import revoke_token

    if not revoke_token(name, timezone.now()):
        typer.echo(f"No token called {name!r} is in force. Check the name.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{name} is withdrawn.", err=True)
