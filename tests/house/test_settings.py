"""Settings are read from the environment, and a wrong one says what to put instead."""

import os
import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from outrider.config import environment as env
from outrider.config.database import SQLITE_BUSY_TIMEOUT, database
from outrider.config.secret import secret_key
from outrider.config.security import https_settings


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path):
    made = secret_key("", tmp_path / "var")
    assert len(made) >= 50
    assert secret_key("", tmp_path / "var") == made
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_one_secret_key(tmp_path: Path):
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.append(secret_key("", tmp_path))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_secret_key_leaves_nothing_on_disk(tmp_path: Path):
    assert secret_key("given", tmp_path / "var") == "given"
    assert not (tmp_path / "var").exists()


def test_sqlite_is_the_default_and_takes_its_lock_at_the_start(tmp_path: Path):
    found = database("", tmp_path)
    assert found["NAME"] == tmp_path / "outrider.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == SQLITE_BUSY_TIMEOUT == 10
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_database_url_names_a_postgresql_server_whose_connections_are_not_kept(tmp_path: Path):
    found = database("postgres://outrider:secret@db.example:5433/force", tmp_path)
    assert found["ENGINE"].endswith("postgresql")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "force")
    assert found["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize(
    ("read", "name", "value", "says"),
    [
        (env.flag, "OUTRIDER_HTTPS", "perhaps", "Set it to 1 or 0"),
        (env.number, "OUTRIDER_HSTS_SECONDS", "a year", "whole number"),
    ],
)
def test_a_wrong_setting_says_what_to_put_instead(monkeypatch, read, name, value, says):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=says):
        read(name)


def test_a_word_that_is_not_allowed_is_answered_with_those_that_are(monkeypatch):
    monkeypatch.setenv("OUTRIDER_STATIC", "fast")
    with pytest.raises(ImproperlyConfigured, match="hashed, plain"):
        env.choice("OUTRIDER_STATIC", "hashed", "plain")


def test_a_variable_that_is_not_in_the_table_cannot_be_read():
    with pytest.raises(KeyError):
        env.text("OUTRIDER_UNHEARD_OF")
    assert "OUTRIDER_UNHEARD_OF" not in os.environ


@pytest.mark.parametrize("https", [True, False])
def test_cookies_are_for_https_only_when_that_is_how_people_come(https: bool):
    found = https_settings(https=https, hsts_seconds=60, behind_proxy=False)
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is https
    assert found["SECURE_HSTS_SECONDS"] == (60 if https else 0)
    assert found["SECURE_PROXY_SSL_HEADER"] is None
