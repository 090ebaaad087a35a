"""Simulated trials on screen: set up without losing a word, one at a time, stopped, read, kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.evidence.models import TrialFile, TrialRun
from outrider.evidence.trial_models import FAILED, RUNNING, STOPPED, WAITING
from outrider.evidence.trials import turns, work
from outrider.evidence.trials.reading import read, shipped, shipped_text
from outrider.evidence.trials.results import as_json, from_json
from outrider.people.models import RoleGrant, User
from outrider.trial.judging.findings.arms import arms_compared
from outrider.trial.scenario import ScenarioError

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C58")]
PAGE = "/evidence/trial"


def signed_in(role: Role) -> Client:
    client = Client()
    user, _ = User.objects.get_or_create(username=role.value)
    RoleGrant.objects.get_or_create(user=user, role=role.value, station=None)
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> Client:
    return signed_in(Role.SCHEME_MANAGER)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def set_up(client: Client, **fields: Any) -> Any:
    return client.post(PAGE, {"scenario": "demo", "text": "", **fields}, follow=True)


def waiting(client: Client, arms: tuple[str, ...] = ("without", "with")) -> TrialRun:
    set_up(client)
    run = TrialRun.objects.first()
    assert run is not None
    answer = client.post(f"{PAGE}/{run.pk}", {"arm": arms, "replications": "4"})
    assert answer.status_code == 302
    run.refresh_from_db()
    return run


def finished(run: TrialRun, state: str = "done") -> None:
    """As the process of the run leaves it, with invented figures."""
    luck = {"without": (12.0, 12.5, 13.0), "with": (9.0, 9.6, 10.1)}
    runs = {
        arm: [{"help_eligible_min": each, "officer_hours": 30.0 + each} for each in values]
        for arm, values in luck.items()
    }
    found = [as_json(each) for each in arms_compared(runs, "without")]
    where = {"caption": "Minutes gained, by place", "alt": "Most round Ryde",
             "columns": ["Nearest town", "Eligible calls"], "rows": [["Ryde", 12]]}  # fmt: skip
    run.results = {"base": "without", "arm": "with", "findings": found, "map": where}
    run.state, run.done = state, 3
    run.save()
    for name in ("report.html", "report.pdf", "map.svg", "summaries.parquet"):
        TrialFile.objects.create(run=run, name=name, content=name.encode())


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_the_evidence_reads_trials_and_three_roles_run_them(role: Role) -> None:
    client = signed_in(role)
    may = ROLE_PERMISSIONS[role]
    answer = client.get(PAGE)
    assert answer.status_code == (200 if Permission.OPEN_EVIDENCE in may else 403)
    runs = {Role.SCHEME_MANAGER, Role.EVALUATOR, Role.ANALYST}
    assert (Permission.RUN_TRIAL in may) == (role in runs)
    if answer.status_code == 200:
        assert ("Set up another one" in words(answer)) == (role in runs)
    assert set_up(client).status_code == (200 if role in runs else 404 if may & OPENS else 403)
    assert TrialRun.objects.exists() == (role in runs)


OPENS = {Permission.OPEN_EVIDENCE}


def test_who_only_reads_can_neither_stop_nor_discard(manager: Client) -> None:
    run = waiting(manager)
    chief = signed_in(Role.CHIEF_OFFICER)
    for what in ("stop", "discard"):
        assert chief.post(f"{PAGE}/{run.pk}/{what}").status_code == 403
    assert TrialRun.objects.get().state == WAITING


# --- setting up ------------------------------------------------------------------------------------


def test_a_scenario_that_ships_shows_what_it_says_before_it_is_run(manager: Client) -> None:
    assert "Nobody has set one up yet" in words(manager.get(PAGE))
    told = words(set_up(manager))
    assert "Not run yet" in told
    assert "Assumptions" in told
    for arm in read("", "demo").arms:
        assert f'value="{arm}"' in told


def test_a_fault_stands_with_its_line_and_remedy_and_the_text_is_kept(manager: Client) -> None:
    text = shipped_text("demo").replace("days = 364", "days = -3")
    assert text != shipped_text("demo")
    line = text.splitlines().index(next(one for one in text.splitlines() if "days = -3" in one)) + 1
    answer = manager.post(PAGE, {"scenario": "own", "text": text})
    assert answer.status_code == 422
    assert f"Line {line}:" in words(answer)
    assert "days = -3" in answer.content.decode()
    assert not TrialRun.objects.exists()


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ('network = "synthetic"', 'network = "/etc/passwd"'),
        ('network = "synthetic"', 'network = "$OUTRIDER_SECRET"'),
        ('pack = "default"', 'pack = "../../secret.json"'),
    ],
)
def test_a_pasted_scenario_reads_no_file_of_the_server(find: str, put: str) -> None:
    text = shipped_text("demo")
    assert find in text
    with pytest.raises(ScenarioError) as wrong:
        read(text.replace(find, put))
    assert "names a file" in str(wrong.value)
    assert wrong.value.faults[0].line == text[: text.index(find)].count("\n") + 1


def test_what_is_pasted_beside_a_scenario_that_ships_is_not_read(manager: Client) -> None:
    text = shipped_text("demo").replace('network = "synthetic"', 'network = "/etc/passwd"')
    set_up(manager, text=text)
    assert TrialRun.objects.get().text == shipped_text("demo")


def test_what_is_not_toml_or_not_text_or_nothing_is_told(manager: Client) -> None:
    for text, said in (("name = [", "not TOML"), ("", "Choose a file")):
        answer = manager.post(PAGE, {"scenario": "own", "text": text})
        assert answer.status_code == 422
        assert said in words(answer)


def test_a_file_is_read_whatever_is_chosen_and_its_text_comes_back(manager: Client) -> None:
    file = SimpleUploadedFile("ours.toml", b"name = [ # ours")
    answer = manager.post(PAGE, {"scenario": "demo", "text": "", "file": file})
    assert answer.status_code == 422
    assert "name = [ # ours" in answer.content.decode()
    file = SimpleUploadedFile("ours.toml", shipped_text("demo").replace("Island", "Our").encode())
    assert "Our demo" in words(set_up(manager, file=file))


def test_every_scenario_on_offer_can_be_read() -> None:
    assert "demo" in dict(shipped())
    for name, _ in shipped():
        assert read("", name).arms


def test_arms_and_replications_are_checked_and_what_was_typed_stays(manager: Client) -> None:
    set_up(manager)
    run = TrialRun.objects.get()
    for fields, said in (
        ({"arm": ["with", "without"], "replications": "many"}, "whole number"),
        ({"arm": ["with", "without"], "replications": "100000"}, "whole number"),
        ({"arm": ["with"], "replications": "8"}, "two arms"),
    ):
        answer = manager.post(f"{PAGE}/{run.pk}", fields)
        assert answer.status_code == 422
        assert said in words(answer)
        assert f'value="{fields["replications"]}"' in words(answer)
    assert TrialRun.objects.get().state == "draft"


# --- the queue -------------------------------------------------------------------------------------


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, UUID]]:
    """Claims as usual, and begins no process."""
    begun: list[tuple[UUID, UUID]] = []

    class Begun:
        def poll(self) -> None:
            return None

    def begin(run: UUID, token: UUID) -> Any:
        begun.append((run, token))
        return Begun()

    monkeypatch.setattr(turns, "begun", begin)
    return begun


def test_one_runs_at_a_time_and_the_one_asked_for_first_goes_first(
    manager: Client, no_process: list[tuple[UUID, UUID]]
) -> None:
    first, second = waiting(manager), waiting(manager)
    for _ in range(3):
        turns.take_turn(timezone.now())
    assert [run for run, _ in no_process] == [first.pk]
    assert "1 trial is before it" in words(manager.get(f"{PAGE}/{second.pk}"))
    TrialRun.objects.filter(pk=first.pk).update(state="done")
    turns.take_turn(timezone.now())
    assert [run for run, _ in no_process] == [first.pk, second.pk]


def test_the_database_itself_lets_only_one_run(manager: Client) -> None:
    first, second = waiting(manager), waiting(manager)
    TrialRun.objects.filter(pk=first.pk).update(state=RUNNING)
    with pytest.raises(IntegrityError):
        TrialRun.objects.filter(pk=second.pk).update(state=RUNNING)


def test_a_run_whose_process_is_gone_waits_again_and_fails_in_the_end(
    manager: Client, no_process: list[tuple[UUID, UUID]]
) -> None:
    run, now = waiting(manager), timezone.now()
    for _ in range(turns.TRIES):
        turns.take_turn(now)
        now += turns.SILENT_FOR + timedelta(seconds=1)
    turns.take_turn(now)
    run.refresh_from_db()
    assert (run.state, len(no_process)) == (FAILED, turns.TRIES)
    assert "Go on with fewer replications" in words(manager.get(f"{PAGE}/{run.pk}"))


def test_a_process_that_lost_its_claim_changes_nothing(manager: Client) -> None:
    run = waiting(manager)
    TrialRun.objects.filter(pk=run.pk).update(state=RUNNING, token=uuid4())
    work.work(run.pk, uuid4())
    run.refresh_from_db()
    assert (run.state, run.results) == (RUNNING, {})


def test_a_fault_of_ours_is_told_and_the_next_one_runs(
    manager: Client, no_process: list[tuple[UUID, UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, after = waiting(manager), waiting(manager)
    turns.take_turn(timezone.now())

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "_made", breaks)
    work.work(*no_process[0], beat=60)
    assert "on our side" in words(manager.get(f"{PAGE}/{run.pk}"))
    turns.take_turn(timezone.now())
    assert no_process[-1][0] == after.pk


# --- watching and reading --------------------------------------------------------------------------


def test_it_says_how_far_it_is_and_about_how_long_it_takes_yet(manager: Client) -> None:
    run, now = waiting(manager), timezone.now()
    TrialRun.objects.filter(pk=run.pk).update(
        state=RUNNING, began_at=now - timedelta(minutes=3), beat_at=now, done=1
    )
    answer = manager.get(f"{PAGE}/{run.pk}")
    assert answer.status_code == 202
    assert "<b>1 of 4</b> replications done, about 9 minutes left" in words(answer)
    without_script = '<noscript><meta http-equiv="refresh" content="20"></noscript>'
    assert without_script in answer.content.decode()
    manager.post(f"{PAGE}/{run.pk}/stop")
    assert "Stopping." in words(manager.get(f"{PAGE}/{run.pk}"))


def test_one_that_waits_is_stopped_at_once(manager: Client) -> None:
    run = waiting(manager)
    manager.post(f"{PAGE}/{run.pk}/stop")
    run.refresh_from_db()
    assert run.state == STOPPED
    assert "nothing to compare" in words(manager.get(f"{PAGE}/{run.pk}"))


def test_results_have_arms_intervals_map_and_files(manager: Client) -> None:
    run = waiting(manager)
    finished(run)
    told = words(manager.get(f"{PAGE}/{run.pk}"))
    assert "Does trained help come sooner, over all eligible calls?" in told
    assert "−2.93 min" in told
    assert "What this cannot answer" in told
    assert "Most round Ryde" in told
    assert '<th scope="row">Ryde</th>' in told
    drawn = manager.get(f"{PAGE}/{run.pk}/chart/arms-help-eligible-min.svg?theme=dark")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "−2.9" in drawn.content.decode()
    for name in ("report.html", "report.pdf", "map.svg", "summaries.parquet"):
        answer = manager.get(f"{PAGE}/{run.pk}/{name}")
        assert answer.content == name.encode()
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    for nowhere in ("calls.parquet", "nothing.txt", "chart/none.svg"):
        assert manager.get(f"{PAGE}/{run.pk}/{nowhere}").status_code == 404


def test_what_was_stopped_says_so_beside_its_results(manager: Client) -> None:
    run = waiting(manager)
    finished(run, STOPPED)
    assert "Stopped at 3 of 4 replications" in words(manager.get(f"{PAGE}/{run.pk}"))


def test_a_finding_comes_back_from_its_row_as_it_was() -> None:
    runs = {
        "a": [{"officer_hours": 1.0}, {"officer_hours": 3.5}],
        "b": [{"officer_hours": 2.0}] * 2,
    }
    for found in arms_compared(runs, "a"):
        assert from_json(as_json(found)) == found


def test_what_is_discarded_is_gone_with_its_files(manager: Client) -> None:
    run = waiting(manager)
    finished(run)
    assert manager.post(f"{PAGE}/{run.pk}/discard").status_code == 302
    assert not TrialRun.objects.exists()
    assert not TrialFile.objects.exists()
    assert manager.get(f"{PAGE}/{run.pk}").status_code == 404
