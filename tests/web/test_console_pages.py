"""The desk's and the board's pages on the server: who may open them and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from tests.support.scene import Scene, make_scene

pytestmark = pytest.mark.django_db

PAGES = {
    "/console": Permission.OPEN_CONSOLE,
    "/console/handover": Permission.PRINT_HANDOVER_SHEET,
    "/board": Permission.OPEN_BOARD,
}


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene(timezone.now())


def client_of(scene: Scene, role: Role) -> Client:
    client = Client()
    client.force_login(scene.users[role])
    session = client.session
    session["role"] = role.value
    session.save()
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_the_roles_of_its_permission_and_for_no_other(
    scene: Scene, page: str
) -> None:
    answers = {role: client_of(scene, role).get(page).status_code for role in Role}
    expected = {role: 200 if PAGES[page] in ROLE_PERMISSIONS[role] else 403 for role in Role}
    assert answers == expected


def test_who_may_not_open_the_desk_reads_who_can_and_how_to_ask(scene: Scene) -> None:
    page = client_of(scene, Role.EVALUATOR).get("/console").content.decode()
    assert "Ambulance control" in page
    assert "Nothing here that you can open" in page


@pytest.mark.parametrize("page", PAGES)
def test_a_signed_out_visitor_is_asked_to_sign_in_and_comes_back(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/sign-in?next={page}"


def test_the_shell_of_the_desk_holds_no_call_and_no_name(scene: Scene) -> None:
    call = scene.call()
    page = client_of(scene, Role.AMBULANCE_CONTROL).get("/console").content.decode()
    assert call.reference not in page
    assert "CW12" not in page


def test_the_pages_may_not_be_kept_by_a_browser_or_a_proxy(scene: Scene) -> None:
    answer = client_of(scene, Role.DUTY_SERGEANT).get("/board")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_board_carries_the_forces_own_table_of_states(scene: Scene) -> None:
    page = client_of(scene, Role.DUTY_SERGEANT).get("/board").content.decode()
    assert "Has a prisoner" in page
