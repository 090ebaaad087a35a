"""Where to base units, on a page: asked without losing a word, chosen, checked, kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from outrider.domain.access import Role
from outrider.evidence.models import TrialRun
from outrider.evidence.trial_models import DONE, DRAFT, STOPPED, WAITING
from tests.web.test_trial_going_on import WEEKS, played
from tests.web.test_trial_pages import PAGE, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.feature("C42")]
ASKED = {
    "whose": "with/police-special", "units": "2", "goal": "gain", "minutes": "8", "busy": "30",
    "replications": "2", "place": ["Newport", "Ryde", "Ventnor"],
}  # fmt: skip


@pytest.fixture
def manager() -> Client:
    return signed_in(Role.SCHEME_MANAGER)


@pytest.fixture
def form(manager: Client) -> str:
    manager.post(PAGE, {"scenario": "own", "text": WEEKS})
    return f"{PAGE}/{TrialRun.objects.get().pk}/bases"


def test_it_is_asked_beside_a_trial_and_waits_its_turn(manager: Client, form: str) -> None:
    draft = TrialRun.objects.get()
    assert form.removeprefix("/") in manager.get(f"{PAGE}/{draft.pk}").content.decode()
    told = words(manager.get(form))
    assert "Special constables, 6 in “with”" in told
    assert 'value="Freshwater" checked' in told
    answer = manager.post(form, ASKED, follow=True)
    assert "Waiting its turn" in words(answer)
    row = TrialRun.objects.get(state=WAITING)
    assert row.name.startswith("Where to base units: ")
    assert (row.text, row.arms) == (draft.text, ["with"])
    draft.refresh_from_db()
    assert draft.state == DRAFT


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("units", "many", "Units must be a whole number"),
        ("units", "9", "9 units cannot be based at 3 places: give 1 to 3"),
        ("replications", "1", "Replications to check by must be from 2 to 200."),
        ("minutes", "nan", "Minutes must be a number from 1 to 120."),
        ("busy", "130", "Busy must be a number from 0 to 99."),
        ("goal", "fame", "Choose what the places shall be best at."),
        ("whose", "with/horses", "No unit of “horses” co-responds"),
        ("place", [], "Choose at least one place"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_all_that_was_typed_stays(
    manager: Client, form: str, field: str, typed: Any, said: str
) -> None:
    answer = manager.post(form, {**ASKED, field: typed})
    assert answer.status_code == 422
    told = words(answer)
    assert said in told
    if field in ("units", "replications", "minutes", "busy"):
        assert f'value="{typed}"' in told
    if field != "place":
        assert 'value="Ryde" checked' in told
        assert 'value="Freshwater">' in told
    assert TrialRun.objects.count() == 1


def test_it_is_chosen_checked_and_stands_with_its_map(manager: Client, form: str) -> None:
    manager.post(form, ASKED)
    row = TrialRun.objects.get(state=WAITING)
    assert played(row) == [0, 1, 2]
    assert row.state == DONE
    told = words(manager.get(f"{PAGE}/{row.pk}"))
    assert "Proven: no other choice among the sites listed" in told
    assert "Checked in 2 replications" in told
    assert "There are 6 units now and 2 here" in told
    assert "First trained help, mean over eligible calls, min" in told
    assert "What this does not say" in told
    assert "outrider trial base SCENARIO --arm with --scheme police-special --units 2" in told
    assert manager.get(f"{PAGE}/{row.pk}/map.svg").content.startswith(b"<svg")


def test_one_that_is_stopped_says_so_and_begins_again(manager: Client, form: str) -> None:
    manager.post(form, {**ASKED, "replications": "50"})
    row = TrialRun.objects.get(state=WAITING)
    played(row, stop_after=1)
    assert row.state == STOPPED
    assert "It was stopped before it was checked." in words(manager.get(f"{PAGE}/{row.pk}"))
    manager.post(f"{PAGE}/{row.pk}/go-on", {"replications": "3"})
    played(row)
    assert (row.state, row.done) == (DONE, 3)


def test_who_only_reads_does_not_ask(manager: Client, form: str) -> None:
    chief = signed_in(Role.CHIEF_OFFICER)
    assert chief.get(form).status_code == 403
    assert chief.post(form, ASKED).status_code == 403
