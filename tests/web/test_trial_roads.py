"""Own roads on the page: those the server has, by name; no other file of it is ever read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from outrider.domain.access import Role
from outrider.evidence.models import TrialRun
from outrider.evidence.trials.reading import read, shipped_text
from outrider.evidence.trials.roads import extracts, with_roads, words_for
from outrider.trial.scenario import ScenarioError
from tests.web.test_trial_pages import PAGE, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C58")]
ISLAND = "island.osm.pbf"
DEMO = shipped_text("demo")


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    roads = tmp_path / "roads"
    roads.mkdir()
    for name in (ISLAND, "north.osm.pbf", "secret.txt"):
        (roads / name).write_bytes(name.encode())
    (tmp_path / "above.osm.pbf").write_bytes(b"above")
    settings.TRIAL_ROADS = str(roads)
    monkeypatch.setenv("OUTRIDER_TRIAL_ROADS", str(roads))
    return roads


@pytest.fixture
def manager() -> Client:
    return signed_in(Role.SCHEME_MANAGER)


def test_extracts_of_the_folder_are_on_offer_by_name_and_nothing_else(
    manager: Client, folder: Path
) -> None:
    assert extracts() == (ISLAND, "north.osm.pbf")
    told = words(manager.get(PAGE))
    assert f'<option value="{ISLAND}">' in told
    assert "secret.txt" not in told


def test_without_a_folder_or_with_one_that_is_gone_there_is_nothing_to_choose(
    manager: Client, settings: Any
) -> None:
    for folder in ("", "/nowhere/at/all"):
        settings.TRIAL_ROADS = folder
        assert 'name="roads"' not in words(manager.get(PAGE))


@pytest.mark.parametrize("scenario", ["demo", "own"])
def test_a_scenario_is_put_on_the_roads_that_were_chosen(
    manager: Client, folder: Path, scenario: str
) -> None:
    text = DEMO if scenario == "own" else ""
    answer = manager.post(PAGE, {"scenario": scenario, "text": text, "roads": ISLAND}, follow=True)
    row = TrialRun.objects.get()
    assert (row.ships_as, read(row.text).parts.roads.network) == ("", words_for(ISLAND))
    assert f"Roads from ${{}}OUTRIDER_TRIAL_ROADS/{ISLAND}".replace("{}", "") in words(answer)
    changed = [a for a, b in zip(DEMO.split("\n"), row.text.split("\n"), strict=True) if a != b]
    assert len(changed) == 1, "one line, and every comment stays"


@pytest.mark.parametrize(
    "network",
    [
        "$OUTRIDER_TRIAL_ROADS/secret.txt", "$OUTRIDER_TRIAL_ROADS/../above.osm.pbf",
        "$OUTRIDER_TRIAL_ROADS/none.osm.pbf", "$HOME/island.osm.pbf", "/etc/passwd", ISLAND,
        "$OUTRIDER_TRIAL_ROADS", "$OUTRIDER_TRIAL_ROADS/$OUTRIDER_TRIAL_ROADS",
    ],
)  # fmt: skip
def test_no_other_file_is_read_and_the_fault_says_what_there_is(folder: Path, network: str) -> None:
    text = DEMO.replace('network = "synthetic"', f'network = "{network}"')
    with pytest.raises(ScenarioError) as wrong:
        read(text)
    assert "names a file" in str(wrong.value)
    assert f"$OUTRIDER_TRIAL_ROADS/{ISLAND}" in str(wrong.value)
    assert str(folder) not in str(wrong.value)


def test_roads_that_are_gone_by_now_are_told_and_nothing_typed_is_lost(
    manager: Client, folder: Path
) -> None:
    answer = manager.post(PAGE, {"scenario": "own", "text": "mine = 1", "roads": "gone.osm.pbf"})
    assert answer.status_code == 422
    assert "There are no roads “gone.osm.pbf” on this server any more." in words(answer)
    assert "mine = 1" in answer.content.decode()
    answer = manager.post(PAGE, {"scenario": "own", "text": "mine = 1", "roads": ISLAND})
    assert "no line “network = …” under [roads]" in words(answer)
    assert f'value="{ISLAND}" selected' in words(answer)
    assert not TrialRun.objects.exists()


def test_a_line_for_the_network_is_asked_for_where_there_is_none() -> None:
    with pytest.raises(ValueError, match="Add one"):
        with_roads('roads = { network = "synthetic" }\n', ISLAND)
