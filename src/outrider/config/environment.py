"""Every environment variable that Outrider reads, in one table.

A variable that is not in the table cannot be read, so none can be undocumented:
`docs/reference/settings.md` is written from here and a test compares the two.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured

TRUE: Final = frozenset({"1", "true", "yes", "on"})
FALSE: Final = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, the text used when it is unset, what it does."""

    name: str
    default: str
    meaning: str
    group: str = "Server"


_TABLE: Final = (
    Variable(
        "OUTRIDER_VAR",
        "var",
        "Folder for what this installation writes: database, secret key, collected static files.",
    ),
    Variable(
        "DATABASE_URL",
        "",
        "Database, for example `postgres://outrider@db/outrider`. Unset: SQLite in the var folder.",
    ),
    Variable(
        "OUTRIDER_SECRET_KEY",
        "",
        "Key that signs sessions and forms. Unset: made once and kept in the var folder, readable "
        "by its owner only. Several machines must share one.",
    ),
    Variable("OUTRIDER_DEBUG", "0", "Django's debug pages. Never on a server that others reach."),
    Variable(
        "OUTRIDER_ALLOWED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Host names that this server answers to, separated by commas.",
    ),
    Variable(
        "OUTRIDER_TRUSTED_ORIGINS",
        "",
        "Origins whose forms are accepted behind a proxy, such as `https://outrider.example`, "
        "separated by commas.",
    ),
    Variable(
        "OUTRIDER_HTTPS",
        "0",
        "1 when people reach the server by HTTPS: secure cookies, a redirect from HTTP, and HSTS.",
    ),
    Variable(
        "OUTRIDER_HSTS_SECONDS",
        "31536000",
        "How long a browser must insist on HTTPS, in seconds. Only with `OUTRIDER_HTTPS`.",
    ),
    Variable(
        "OUTRIDER_BEHIND_PROXY",
        "0",
        "1 when a proxy of yours sets `X-Forwarded-Proto` and removes it from outside requests.",
    ),
    Variable(
        "OUTRIDER_STATIC",
        "hashed",
        "`hashed`: collected files with a hash in the name, kept by browsers for ever. "
        "`plain`: straight from the source, re-read on each request.",
    ),
    Variable("OUTRIDER_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Variable(
        "OUTRIDER_DEMO",
        "0",
        "1 for the invented force: a banner on every page and sign-in without a password. "
        "Refused beside real data.",
        "Demo",
    ),
    Variable(
        "OUTRIDER_DEMO_NULL",
        "0",
        "1: the demo makes the null force, as large but without any of the planted truths. "
        "As `outrider demo --null-force`.",
        "Demo",
    ),
    Variable(
        "OUTRIDER_SECOND_FACTOR",
        "default",
        "Roles that need a second factor (an authenticator app or a passkey): `default` is those "
        "that approve, release, look after accounts or read a case of somebody else; `all`; "
        "`none`; or codes of roles, separated by commas, such as `default,analyst`. Anybody may "
        "have one. The demo asks nobody.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_SIGN_IN_HELP",
        "",
        "Whom to ring, at any hour, when somebody cannot sign in. Shown on the sign-in pages, for "
        "example `Service desk, 01632 960000`.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_ISSUER",
        "",
        "Single sign-on: the issuer of your directory (OpenID Connect), as its discovery document "
        "writes it. Unset: no single sign-on.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_CLIENT_ID", "", "The id by which the directory knows Outrider.", "Signing in"
    ),
    Variable("OUTRIDER_OIDC_SECRET", "", "The secret that goes with the id.", "Signing in"),
    Variable(
        "OUTRIDER_OIDC_CLAIM",
        "preferred_username",
        "The claim of the signed ID token that is a user name here, in any mixture of capitals. "
        "Choose one that only the directory's administrators can change.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_DOMAIN",
        "",
        "The part after the @ that is taken off the claim to get the user name; a claim with "
        "another is refused. Unset: the claim is the user name as it stands.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_SCOPES",
        "openid,profile,email",
        "What the directory is asked for, separated by commas.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_LABEL",
        "your force account",
        "What follows “Sign in with” on the button.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_OIDC_SECOND_FACTOR",
        "",
        "Values of the ID token's `amr` claim that count as a second factor, separated by commas, "
        "for example `mfa`. Unset: Outrider asks for its own after single sign-on.",
        "Signing in",
    ),
    Variable(
        "OUTRIDER_ROADS",
        "",
        "Road extract (`.osm.pbf`) to build the road network from. Unset: the network built "
        "before, else a download of the public extract, else a synthetic network.",
        "Roads",
    ),
    Variable(
        "OUTRIDER_ROADS_DIR",
        "",
        "Folder of the built road network. Unset: `roads` in the var folder.",
        "Roads",
    ),
    Variable(
        "OUTRIDER_ROADS_SPEEDS",
        "",
        "The force's own speeds by road class (TOML). Unset: those of the package.",
        "Roads",
    ),
    Variable(
        "OUTRIDER_ROADS_URL",
        "",
        "Where the public extract is downloaded from. Unset: the address in the package.",
        "Roads",
    ),
    Variable(
        "OUTRIDER_PRESS_ANSWER_HOURS",
        "72",
        "How long the answer to a press is kept, in hours, for a phone that did not hear it. After "
        "that only the fact that the press was counted stays: its repeat is answered afresh.",
        "Co-response",
    ),
    Variable(
        "OUTRIDER_ANALYSIS_PLAN",
        "",
        "The force's own analysis plan (TOML): day on which the trial began, endpoints, looks, "
        "stop rules. Unset: the plan of the package, which has no day of its own.",
        "Co-response",
    ),
    Variable(
        "OUTRIDER_TRIAL_ROADS",
        "",
        "Folder with OpenStreetMap extracts (.osm.pbf) that trials on pages may choose as their "
        "roads, by name.",
        "Roads",
    ),
    Variable("OUTRIDER_OFFLINE", "0", "1: never try that download.", "Roads"),
    Variable(
        "OUTRIDER_BANK_HOLIDAYS",
        "ENG",
        "Whose bank holidays the plan's working days leave out: ENG, WLS, SCT or NIR.",
        "Officer safety",
    ),
    Variable(
        "OUTRIDER_CASE_PREFIX",
        "OH",
        "First letters of a case number, such as OH-26-0318.",
        "Officer safety",
    ),
    Variable(
        "OUTRIDER_HAZARD_MONTHS",
        "6",
        "Months that a confirmed hazard is proposed to stand. Our own default: no national rule "
        "sets it.",
        "Where the schemes meet",
    ),
    Variable(
        "OUTRIDER_HAZARD_RADIUS",
        "50",
        "Metres around its place within which a proposed hazard holds crews off. Our own default.",
        "Where the schemes meet",
    ),
    Variable(
        "OUTRIDER_SUPPORT_WINDOW_DAYS",
        "90",
        "Days within which hard jobs and assaults add up to an offer of support. Our own default.",
        "Where the schemes meet",
    ),
    Variable(
        "OUTRIDER_SUPPORT_ADDS_UP",
        "3",
        "How many of them bring the offer of an appointment. Our own default.",
        "Where the schemes meet",
    ),
    Variable(
        "OUTRIDER_PUBLISHED_DIR",
        "",
        "Folder with published tables that an analyst has loaded, such as the Home Office's "
        "recorded crime and police workforce. Unset: figures that need them say what to load.",
        "Evidence",
    ),
    Variable(
        "OUTRIDER_REFERENCE_DIR",
        "../shared",
        "Folder of reference files (extracts, published figures) that some tests compare with.",
        "Tests",
    ),
    Variable(
        "DATABASE_URL_POSTGRES",
        "",
        "PostgreSQL server for the tests. Unset: a throw-away cluster, if `initdb` is installed.",
        "Tests",
    ),
    Variable(
        "OUTRIDER_CHROMIUM",
        "",
        "Chromium for the browser tests. Unset: the one on the PATH.",
        "Tests",
    ),
)

VARIABLES: Final = {variable.name: variable for variable in _TABLE}


def text(name: str) -> str:
    """The variable's value, or its default. `KeyError` when it is not in the table."""
    return os.environ.get(name, VARIABLES[name].default).strip()


def flag(name: str) -> bool:
    """The variable as yes or no."""
    value = text(name).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def number(name: str) -> int:
    """The variable as a whole number."""
    value = text(name)
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number.") from None


def choice(name: str, *allowed: str) -> str:
    """The variable as one of the allowed words."""
    value = text(name)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to one of: {', '.join(allowed)}.")
    return value


def words(name: str) -> list[str]:
    """The variable's values, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str) -> Path:
    """The variable as an absolute folder; it need not exist yet."""
    return Path(text(name)).expanduser().absolute()
