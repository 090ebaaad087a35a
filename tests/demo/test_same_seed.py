"""The same seed, moment and roads give the same force and the same past, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from outrider.demo.seeding import seed_demo
from outrider.roads import Network
from tests.demo.conftest import ANCHOR, DAYS, PEOPLE, SEED
from tests.demo.dump import digest

OTHER_PROCESS = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from outrider.coresponse import ground
from outrider.demo.seeding import seed_demo
from tests.demo.conftest import ANCHOR, DAYS, PEOPLE, SEED
from tests.demo.dump import digest
seed_demo(SEED, ANCHOR, ground.network(), DAYS, people=PEOPLE)
print(digest())
"""


def seeded_digest(seed: int, network: Network, *, null: bool = False) -> str:
    """Seed, take the digest, and leave the database as it was."""
    with transaction.atomic():
        seed_demo(seed, ANCHOR, network, DAYS, people=PEOPLE, null=null)
        made = digest()
        transaction.set_rollback(True)
    return made


@pytest.mark.feature("F65")
@pytest.mark.django_db
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(network: Network) -> None:
    first = seeded_digest(SEED, network)
    assert seeded_digest(SEED, network) == first
    assert seeded_digest(SEED + 1, network) != first


def numbers_have_run_on() -> None:
    """As after tests that commit: their rows are gone, and their numbers are not handed out again."""
    counted = [
        model._meta.db_table
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.AutoField)
    ]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        for table in counted:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 4000)", [table])


@pytest.mark.slow
@pytest.mark.django_db
def test_what_the_database_has_numbered_before_changes_nothing(network: Network) -> None:
    first = seeded_digest(SEED, network)
    with transaction.atomic():
        numbers_have_run_on()
        assert seeded_digest(SEED, network) == first
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_null_force_has_the_same_bytes_each_time_too(network: Network) -> None:
    first = seeded_digest(SEED, network, null=True)
    assert seeded_digest(SEED, network, null=True) == first
    assert seeded_digest(SEED, network) != first


@pytest.mark.slow
@pytest.mark.django_db
def test_another_process_makes_the_same_bytes(
    network: Network, ground_folder: Path, tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
        "OUTRIDER_VAR": str(tmp_path / "var"),
        "OUTRIDER_ROADS_DIR": str(ground_folder),
        "DJANGO_SETTINGS_MODULE": "outrider.config.settings",
        "PYTHONHASHSEED": "12345",
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")]),
    }
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        env=environment,
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == seeded_digest(SEED, network)
