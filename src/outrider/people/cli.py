"""`outrider account`: the first administrator, and a link for whoever cannot sign in."""

from __future__ import annotations

from typing import Annotated

import typer

account_app = typer.Typer(no_args_is_help=True, help="Accounts of people.")
Address = Annotated[str, typer.Option(help="How people reach this server.")]
HERE = "http://localhost:8000"


@account_app.command("first-administrator")
def first_administrator_command(
    username: Annotated[str, typer.Argument(help="What they will sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as colleagues see it.")] = "",
    address: Address = HERE,
) -> None:
    """Make the first account and print a one-time link to choose its password."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.people.actors import Actor
    from outrider.people.importing.accounts import user_name
    from outrider.people.importing.problems import Unclear
    from outrider.people.links import AlreadyThere, first_administrator

    try:
        path = first_administrator(
            user_name(username), name[:120], Actor("system", "system", "console"), timezone.now()
        )
    except Unclear as unclear:
        typer.echo(str(unclear), err=True)
        raise typer.Exit(2) from None
    except AlreadyThere:
        typer.echo(
            "There is an administrator already. They give the role to others in Set-up; if they "
            "cannot sign in, use `outrider account link`.",
            err=True,
        )
        raise typer.Exit(1) from None
    _print_link(address, path)


@account_app.command("link")
def link_command(
    username: Annotated[str, typer.Argument(help="Whose password is to be chosen anew.")],
    address: Address = HERE,
) -> None:
    """Print a one-time link by which somebody chooses a new password."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.people.actors import Actor
    from outrider.people.links import make_links
    from outrider.people.models import User

    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        typer.echo(f"There is no account {username!r}. Check the name.", err=True)
        raise typer.Exit(1)
    made = make_links([user], Actor("system", "system", "console"), timezone.now())
    _print_link(address, made[0][1])


@account_app.command("remove-second-factors")
def remove_second_factors_command(
    username: Annotated[str, typer.Argument(help="Who lost their phone or key.")],
    reason: Annotated[str, typer.Option(help="Why, and how you know that it’s them.")],
    keep_sessions: Annotated[
        bool, typer.Option(help="Leave them signed in where they are.")
    ] = False,
) -> None:
    """Take off somebody's authenticator app, passkeys and recovery codes. It is journalled."""
    import django

    django.setup()
    from django.utils import timezone

    from outrider.people.actors import Actor
    from outrider.people.models import User
    from outrider.people.second_factor.changes import LONGEST_REASON, remove_for

    user = User.objects.filter(username__iexact=username).first()
    if user is None or not reason.strip():
        said = (
            f"There is no account {username!r}. Check the name." if reason.strip() else "Say why."
        )
        typer.echo(said, err=True)
        raise typer.Exit(1)
    by = Actor("system", "system", "console")
    gone = remove_for(user, by, reason.strip()[:LONGEST_REASON], not keep_sessions, timezone.now())
    typer.echo(f"Removed: {gone}. They set up a new one when they sign in.")


def _print_link(address: str, path: str) -> None:
    typer.echo(address.rstrip("/") + path)
    typer.echo("It works once, for 7 days. Whoever has it can choose the password.", err=True)
