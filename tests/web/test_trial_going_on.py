"""A run that was stopped, or whose server was, goes on where it was; one that cannot start says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from outrider.domain.access import Role
from outrider.evidence.models import TrialFile, TrialPart, TrialRun
from outrider.evidence.trial_models import DONE, FAILED, RUNNING, STOPPED, WAITING
from outrider.evidence.trials import keeping, turns, work
from outrider.evidence.trials.reading import shipped_text
from outrider.trial.running.going import Asked, plan_for, run
from outrider.trial.running.parts import whole_after
from outrider.trial.running.ready import made_ready
from outrider.trial.scenario.loading import parse_scenario
from tests.web.test_trial_pages import PAGE, finished, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C58")]
WEEKS = shipped_text("demo").replace("days = 364", "days = 14")


@pytest.fixture
def manager() -> Client:
    return signed_in(Role.SCHEME_MANAGER)


def asked(client: Client, replications: int) -> TrialRun:
    client.post(PAGE, {"scenario": "own", "text": WEEKS})
    row = TrialRun.objects.get()
    arms = ["without", "with"]
    client.post(f"{PAGE}/{row.pk}", {"arm": arms, "replications": str(replications)})
    return row


def played(row: TrialRun, stop_after: int | None = None, told: Any = None) -> list[int]:
    """Its turn, in this process; gives how many were done whenever the run told it."""
    claim = turns.claimed(timezone.now())
    assert claim is not None
    heard: list[int] = []
    as_it_is = work.Pulse.told

    def listening(self: work.Pulse, done: int) -> None:
        heard.append(done)
        as_it_is(self, done)
        if stop_after is not None and done >= stop_after:
            self._wished.set()

    work.Pulse.told = listening  # type: ignore[method-assign]
    try:
        work.work(*claim, beat=3600)  # the beat is another connection: here all is in one
    finally:
        work.Pulse.told = as_it_is  # type: ignore[method-assign]
    row.refresh_from_db()
    return heard


def tables(row: TrialRun) -> dict[str, bytes]:
    files = TrialFile.objects.filter(run=row)
    return {file.name: bytes(file.content) for file in files}


@pytest.mark.slow
def test_a_stopped_run_goes_on_and_ends_with_the_bytes_of_one_that_was_not(manager: Client) -> None:
    row = asked(manager, 6)
    played(row)
    assert (row.state, row.done) == (DONE, 6)
    whole = tables(row)
    row.delete()

    row = asked(manager, 6)
    played(row, stop_after=2)
    assert row.state == STOPPED
    assert 2 <= row.done < 6
    there, before = row.done, tables(row)
    page = words(manager.get(f"{PAGE}/{row.pk}"))
    assert f"The {there} replications that are done are kept and not run again." in page
    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "6"})
    row.refresh_from_db()
    assert row.state == WAITING
    heard = played(row)
    assert heard[0] == there, "what was done is not run again"
    assert (row.state, row.done, row.before) == (DONE, 6, there)
    assert tables(row) == whole
    assert tables(row)["summaries.parquet"] != before["summaries.parquet"]


@pytest.mark.slow
def test_a_finished_run_is_made_longer_and_only_longer(manager: Client) -> None:
    row = asked(manager, 2)
    played(row)
    for typed in ("2", "many", "501"):
        answer = manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": typed})
        assert answer.status_code == 422
        assert "whole number from 3 to 500" in words(answer)
        assert f'value="{typed}"' in words(answer)
    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "3"})
    assert played(row)[0] == 2
    assert row.done == 3


@pytest.mark.slow
def test_replications_of_another_version_are_not_gone_on_with(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(manager, 2)
    played(row)
    with monkeypatch.context() as later:
        later.setattr(keeping, "software_version", lambda: "9.9+0123456789ab")
        page = words(manager.get(f"{PAGE}/{row.pk}"))
        assert "It starts again from the first replication." in page
    TrialRun.objects.update(kept_by="9.9+0123456789ab 0")
    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "3"})
    assert played(row)[0] == 0


@pytest.fixture(scope="module")
def model() -> Any:
    return made_ready(parse_scenario(WEEKS, Path("/nonexistent")))


def test_a_run_that_lost_its_process_goes_on_from_its_last_beat(
    manager: Client, tmp_path: Path, model: Any
) -> None:
    """What a child kept before it was killed is there for the next one; a torn end is not."""
    row = asked(manager, 4)
    claim = turns.claimed(timezone.now())
    assert claim is not None
    plan = plan_for(model, Asked(4, ("without", "with")))
    keeper = keeping.Keeper(*claim, tmp_path, plan)
    keeper.put_back()
    run(model, Asked(2, ("without", "with")), tmp_path)
    keeper.keep()
    run(model, Asked(3, ("without", "with")), tmp_path)
    with (tmp_path / "progress" / "replications.parts").open("ab") as file:
        file.write(b"OTR1 and the power went")
    keeper.keep()
    keeper.keep()  # nothing new
    assert TrialPart.objects.count() == 2

    turns.give_up_lost(timezone.now(), ended=[claim[1]])
    row.refresh_from_db()
    assert row.state == WAITING
    claim = turns.claimed(timezone.now())
    assert claim is not None
    keeping.Keeper(*claim, tmp_path / "next", plan).put_back()
    assert run(model, Asked(4, ("without", "with")), tmp_path / "next").before == 3


def test_a_process_that_lost_its_claim_keeps_nothing(
    manager: Client, tmp_path: Path, model: Any
) -> None:
    row = asked(manager, 4)
    claim = turns.claimed(timezone.now())
    assert claim is not None
    keeper = keeping.Keeper(*claim, tmp_path, plan_for(model, Asked(4)))
    run(model, Asked(1, ("without", "with")), tmp_path)
    TrialRun.objects.filter(pk=row.pk).update(token=uuid4())
    keeper.keep()
    assert not TrialPart.objects.exists()


def test_pieces_of_a_progress_file_join_to_the_file(tmp_path: Path, model: Any) -> None:
    run(model, Asked(3, ("without", "with")), tmp_path)
    file = tmp_path / "progress" / "replications.parts"
    assert whole_after(file, 0) == file.read_bytes()
    assert whole_after(file, file.stat().st_size) == b""
    assert whole_after(tmp_path / "none", 0) == b""


# --- which assumptions matter ----------------------------------------------------------------------


@pytest.mark.slow
def test_assumptions_are_varied_on_a_press_and_stand_on_the_page_and_in_the_report(
    manager: Client,
) -> None:
    row = asked(manager, 3)
    played(row)
    page = words(manager.get(f"{PAGE}/{row.pk}"))
    assert "Nobody has varied them yet" in page
    report = words(manager.get(f"{PAGE}/{row.pk}/report.html"))
    assert "Nobody has varied the assumptions of this run yet" in report

    assert manager.post(f"{PAGE}/{row.pk}/vary").status_code == 302
    assert played(row) == [3], "no replication is run again"
    assert row.state == DONE
    page = words(manager.get(f"{PAGE}/{row.pk}"))
    assert "8 replications behind each bar" in page
    assert "Nobody has varied" not in page
    assert "Nobody has varied" not in words(manager.get(f"{PAGE}/{row.pk}/report.html"))
    drawn = manager.get(f"{PAGE}/{row.pk}/tornado.svg")
    assert drawn.content.startswith(b"<svg")

    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "4"})
    played(row)
    assert "8 replications behind each bar" in words(manager.get(f"{PAGE}/{row.pk}"))


def test_while_assumptions_are_varied_the_page_says_how_far_it_is(manager: Client) -> None:
    row = asked(manager, 3)
    finished(row)
    chief = signed_in(Role.CHIEF_OFFICER)
    assert chief.post(f"{PAGE}/{row.pk}/vary").status_code == 403
    manager.post(f"{PAGE}/{row.pk}/vary")
    row.refresh_from_db()
    assert (row.state, row.vary_wished) == (WAITING, True)
    TrialRun.objects.update(
        state=RUNNING, began_at=timezone.now(), done=row.wanted, varied=34, to_vary=103
    )
    assert "<b>34 of 103</b> looks done" in words(manager.get(f"{PAGE}/{row.pk}"))


# --- a process that cannot be begun, or ends at once -----------------------------------------------


def test_a_run_that_cannot_start_says_why_and_the_next_one_is_begun(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(manager, 4)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    turns.take_turn(timezone.now())
    row.refresh_from_db()
    assert row.state == FAILED
    page = words(manager.get(f"{PAGE}/{row.pk}"))
    assert "The run could not start." in page
    assert "could begin no process for it: No such file or directory" in page
    assert "Go on when there is less to do." in page
    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "4"})
    begun: list[UUID] = []
    begin: Callable[..., Any] = lambda run, token: begun.append(run)  # noqa: E731
    monkeypatch.setattr(turns, "begun", begin)
    turns.take_turn(timezone.now())
    assert begun == [row.pk]
    turns._children.clear()


def test_a_process_that_ends_at_once_is_not_waited_for_in_silence(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(manager, 4)
    now = timezone.now()

    class Ended:
        def poll(self) -> int:
            return 1

    monkeypatch.setattr(turns, "begun", lambda run, token: Ended())
    for tries in range(1, turns.TRIES + 1):
        turns.take_turn(now)
        row.refresh_from_db()
        assert (row.state, row.tries) == (RUNNING, tries)
    turns.take_turn(now)
    row.refresh_from_db()
    assert row.state == FAILED
    assert "Its process ended 3 times" in words(manager.get(f"{PAGE}/{row.pk}"))


def test_who_only_reads_cannot_go_on(manager: Client) -> None:
    row = asked(manager, 4)
    finished(row, STOPPED)
    chief = signed_in(Role.CHIEF_OFFICER)
    assert chief.post(f"{PAGE}/{row.pk}/go-on", {"replications": "6"}).status_code == 403
    assert "Replications in all" not in words(chief.get(f"{PAGE}/{row.pk}"))
    assert "Replications in all" in words(manager.get(f"{PAGE}/{row.pk}"))
