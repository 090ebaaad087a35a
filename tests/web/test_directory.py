"""Single sign-on against a provider on loopback: what it must prove before anybody is let in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.test import Client
from django.utils import timezone

from outrider.config.signing_in import directory
from outrider.domain.access import NEED_BY_DEFAULT, Directory, Role
from outrider.people.models import Officer, Station, User
from tests.support.authenticator import enrol, first_step, somebody
from tests.support.directory import CLIENT, OTHER_KEY, SECRET, Provider, provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings: Any) -> Iterator[Provider]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with provider() as made:
        settings.DIRECTORY = named(made.url)
        yield made


def named(url: str, **other: Any) -> Directory:
    made: dict[str, Any] = {
        "issuer": url,
        "client_id": CLIENT,
        "secret": SECRET,
        "claim": "preferred_username",
        "domain": "",
        "scopes": ("openid", "profile"),
        "label": "your force account",
        "counts_as_second_factor": frozenset(),
    }
    return Directory(**made | other)


def there(client: Client, target: str = "") -> str:
    """The query with which the browser is sent to the directory."""
    answer = client.get("/sign-in/directory", {"next": target} if target else {})
    assert answer.status_code == 302, answer.content
    return urlsplit(answer["Location"]).query


def back(client: Client, to: str) -> Any:
    split = urlsplit(to)
    return client.get(f"{split.path}?{split.query}")


def sign_in(client: Client, at: Provider, target: str = "") -> Any:
    return back(client, at.authorize(there(client, target)))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_has_an_account_is_let_in_and_none_is_made(at: Provider):
    somebody("Hale", Role.OFFICER)
    client = Client()
    assert "Sign in with your force account" in client.get("/sign-in").content.decode()
    answer = sign_in(client, at, "/my-case")
    assert answer["Location"] == "/my-case"
    assert client.get("/my-case").status_code == 200
    asked = at.asked[0]
    assert len(asked["nonce"]) >= 32
    assert asked["code_challenge"]
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_no_account_is_said_in_plain_words_and_none_is_made(at: Provider):
    client = Client()
    answer = sign_in(client, at)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "You have no account here" in page
    assert "Ask an administrator" in page
    assert not is_in(client)
    assert not User.objects.exists()


def test_an_account_that_has_ended_is_none(at: Provider):
    user = somebody("hale", Role.OFFICER)
    user.is_active = False
    user.save()
    client = Client()
    assert sign_in(client, at).status_code == 403
    assert not is_in(client)


def test_two_accounts_that_differ_in_capitals_only_are_nobody_s(at: Provider):
    somebody("hale", Role.OFFICER)
    somebody("Hale", Role.INSPECTOR)
    assert sign_in(Client(), at).status_code == 403


def test_the_domain_is_taken_off_and_another_is_refused(at: Provider, settings: Any):
    settings.DIRECTORY = named(at.url, domain="force.example", claim="upn")
    somebody("hale", Role.OFFICER)
    at.person = {"sub": "42", "upn": "HALE@Force.Example"}
    assert sign_in(Client(), at)["Location"] == "/my-case"
    for other in ("hale@other.example", "hale@force.example.evil", "hale", "", None, ["hale"], 7):
        at.person = {"sub": "42", "upn": other}
        assert sign_in(Client(), at).status_code == 403, other


def test_an_e_mail_that_the_directory_has_not_checked_is_nobody_s(at: Provider, settings: Any):
    settings.DIRECTORY = named(at.url, claim="email")
    somebody("hale@force.example", Role.OFFICER)
    at.person = {"sub": "42", "email": "hale@force.example", "email_verified": False}
    assert sign_in(Client(), at).status_code == 403


# What a token must prove


def other_key(at: Provider) -> None:
    at.key = OTHER_KEY


def key_of_another_name(at: Provider) -> None:
    at.header = {"kid": "two"}


def unknown_key(at: Provider) -> None:
    at.header = {"kid": "three"}


def unsigned(at: Provider) -> None:
    at.key, at.algorithm, at.header = None, "none", {}


def signed_with_our_own_secret(at: Provider) -> None:
    at.key, at.algorithm = SECRET.ljust(64, "x"), "HS256"


def says(claim: str, value: Any) -> Callable[[Provider], None]:
    def lie(at: Provider) -> None:
        at.change = lambda claims: claims.update({claim: value})

    lie.__name__ = f"{claim}={value}"
    return lie


def leaves_out(claim: str) -> Callable[[Provider], None]:
    def lie(at: Provider) -> None:
        at.change = lambda claims: claims.pop(claim)

    lie.__name__ = f"no {claim}"
    return lie


def from_the_future(at: Provider) -> None:
    at.change = lambda claims: claims.update(iat=claims["iat"] + 3600)


def expired(at: Provider) -> None:
    at.change = lambda claims: claims.update(iat=claims["iat"] - 600, exp=claims["iat"] - 120)


def another_issuer_in_discovery(at: Provider) -> None:
    at.issuer_in_discovery = "https://evil.example"


LIES = [
    other_key,
    key_of_another_name,
    unknown_key,
    unsigned,
    signed_with_our_own_secret,
    expired,
    from_the_future,
    another_issuer_in_discovery,
    says("aud", "another"),
    says("aud", [CLIENT, "another"]),
    says("azp", "another"),
    says("iss", "https://evil.example"),
    says("nonce", "another"),
    says("nonce", None),
    *map(leaves_out, ("nonce", "exp", "aud", "iss", "sub", "iat")),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_token_that_proves_nothing_lets_nobody_in(at: Provider, lie: Callable[[Provider], None]):
    somebody("hale", Role.OFFICER)
    lie(at)
    client = Client()
    answer = sign_in(client, at)
    assert answer.status_code == 502
    assert "could not be believed" in answer.content.decode()
    assert not is_in(client)


def test_a_token_of_an_earlier_sign_in_is_not_believed_again(at: Provider):
    somebody("hale", Role.OFFICER)
    first = Client()
    kept: list[str] = []
    real = at.id_token
    at.id_token = lambda asked: kept.append(real(asked)) or kept[-1]  # type: ignore[func-returns-value]
    assert sign_in(first, at).status_code == 302
    at.id_token = lambda asked: kept[0]
    second = Client()
    assert sign_in(second, at).status_code == 502
    assert not is_in(second)


def test_a_state_of_another_browser_or_none_lets_nobody_in(at: Provider):
    somebody("hale", Role.OFFICER)
    victim, other = Client(), Client()
    stolen = at.authorize(there(other))
    for to in (stolen, "/sign-in/directory/answer?code=x&state=wrong", "/sign-in/directory/answer?code=x", "/sign-in/directory/answer"):  # fmt: skip
        answer = back(victim, to)
        assert answer.status_code == 400, to
        assert "out of date" in answer.content.decode()
    assert not is_in(victim)


def test_an_answer_counts_once(at: Provider):
    somebody("hale", Role.OFFICER)
    client = Client()
    to = at.authorize(there(client))
    assert back(client, to).status_code == 302
    client.post("/sign-out")
    assert back(client, to).status_code == 400


def test_a_code_without_the_verifier_of_this_browser_gets_no_token(at: Provider):
    somebody("hale", Role.OFFICER)
    client = Client()
    query = there(client)
    to = at.authorize(query)
    code = parse_qs(urlsplit(to).query)["code"][0]
    at.codes[code]["code_challenge"] = "of somebody else"
    assert back(client, to).status_code == 502
    assert not is_in(client)


def test_cancelled_over_there_is_said(at: Provider):
    client = Client()
    state = parse_qs(there(client))["state"][0]
    answer = client.get(f"/sign-in/directory/answer?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "did not let you in" in answer.content.decode()


def test_a_directory_that_is_down_is_said_and_passwords_go_on(at: Provider, settings: Any):
    somebody("hale", Role.OFFICER)
    settings.DIRECTORY = named("http://127.0.0.1:9")
    client = Client()
    answer = client.get("/sign-in/directory")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()
    assert first_step(client, "hale")["Location"] == "/my-case"


def test_a_directory_that_goes_down_on_the_way_is_said(at: Provider, settings: Any):
    client = Client()
    to = at.authorize(there(client))
    settings.DIRECTORY = named("http://127.0.0.1:9")
    assert back(client, to).status_code == 503


def test_no_page_leads_to_another_host(at: Provider):
    somebody("hale", Role.OFFICER)
    assert sign_in(Client(), at, "https://evil.example/")["Location"] == "/my-case"


def test_rows_of_the_database_add_no_directory(at: Provider, settings: Any):
    settings.DIRECTORY = None
    SocialApp.objects.create(
        provider="openid_connect", provider_id="evil", name="Evil", client_id="x", secret="x",
        settings={"server_url": at.url},
    )  # fmt: skip
    assert Client().get("/sign-in/directory").status_code == 404
    assert "directory" not in Client().get("/sign-in").content.decode()


def test_set_up_asks_for_no_password_of_people_who_sign_in_at_the_directory(
    at: Provider, settings: Any
):
    from outrider.web.setup.steps import steps

    Officer.objects.create(
        number="0412", family_name="Hale", rank="PC",
        station=Station.objects.create(code="ryde", name="Ryde", agency="police", lat=50.7, lon=-1.2),
    )  # fmt: skip
    user = somebody("hale", Role.OFFICER)
    user.set_unusable_password()
    user.save()
    said = lambda: next(one.says for one in steps(timezone.now()) if "People" in one.title)  # noqa: E731
    assert "no password" not in said()
    settings.DIRECTORY = None
    assert "no password" in said()


# The second factor


def test_single_sign_on_is_a_first_step_for_who_has_a_second(at: Provider, settings: Any):
    somebody("hale", Role.INSPECTOR)
    settings.SECOND_FACTOR_ROLES = NEED_BY_DEFAULT
    client = Client()
    assert sign_in(client, at)["Location"] == "/account/security"
    _app, codes = enrol(client)
    other = Client()
    assert sign_in(other, at, "/plans")["Location"] == "/sign-in/second-step"
    assert other.get("/plans")["Location"].startswith("/sign-in")
    assert other.post("/sign-in/second-step", {"code": codes[0]})["Location"] == "/plans"


@pytest.mark.parametrize(("said", "counts"), [(["pwd", "mfa"], True), (["pwd"], False), ("mfa", False), (None, False)])  # fmt: skip
def test_a_directory_may_ask_for_two_itself_if_the_force_says_so(
    at: Provider, settings: Any, said: Any, counts: bool
):
    somebody("hale", Role.INSPECTOR)
    settings.SECOND_FACTOR_ROLES = NEED_BY_DEFAULT
    settings.DIRECTORY = named(at.url, counts_as_second_factor=frozenset({"mfa"}))
    at.person |= {"amr": said}
    client = Client()
    answer = sign_in(client, at, "/plans")
    assert (answer["Location"] == "/plans") is counts
    assert (client.get("/plans").status_code == 200) is counts
    assert not Authenticator.objects.exists()


# The settings


def test_the_settings_ask_for_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    assert directory() is None
    monkeypatch.setenv("OUTRIDER_OIDC_ISSUER", "http://login.force.example")
    with pytest.raises(Exception, match="https"):
        directory()
    monkeypatch.setenv("OUTRIDER_OIDC_ISSUER", "https://login.force.example")
    with pytest.raises(Exception, match="OUTRIDER_OIDC_CLIENT_ID must be too"):
        directory()
    monkeypatch.setenv("OUTRIDER_OIDC_CLIENT_ID", "x")
    monkeypatch.setenv("OUTRIDER_OIDC_SECRET", "y")
    monkeypatch.setenv("OUTRIDER_OIDC_DOMAIN", "@force.example")
    made = directory()
    assert made is not None
    assert made.domain == "force.example"
    assert made.scopes[0] == "openid"


def test_the_algorithms_are_those_that_only_the_directory_can_use():
    from outrider.web.auth.directory.tokens import ALGORITHMS

    symmetric = {"none", "HS256", "HS384", "HS512"}
    assert symmetric.isdisjoint(ALGORITHMS)
    assert set(ALGORITHMS) <= set(jwt.algorithms.get_default_algorithms())
