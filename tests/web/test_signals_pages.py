"""The statistics on screen: who may open them, what leaves, files of one's own, campaigns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.evidence.models import ColumnChoice, PolicyMark, SignalFile
from outrider.evidence.signals import files, kept
from outrider.evidence.signals.files import guessed
from outrider.evidence.signals.looks import themes
from outrider.people.models import MonthlyExposure, Officer, RoleGrant, Station, User
from outrider.signals.asks import asks
from outrider.signals.reading.files import read_bytes
from tests.support.station import SafetyScene, make_safety_scene

THEN = datetime(2026, 10, 14, 23, 41, tzinfo=UTC)
UNTIL = "2026-11-24T09:00Z"
TEAMS = "team,assaults,hours\n" + "".join(
    f"Team {letter},{count},{1000 + 10 * count}\n"
    for letter, count in zip("ABCDEF", (13, 25, 12, 44, 16, 3), strict=True)
)


@pytest.fixture
def ryde(db: None) -> Iterator[SafetyScene]:
    kept.forget()
    scene = make_safety_scene(THEN)
    officers = list(Officer.objects.order_by("number"))
    for place, officer in enumerate(officers):
        duty = "response" if place % 2 else "custody"
        Officer.objects.filter(pk=officer.pk).update(duty=duty)
        MonthlyExposure.objects.create(
            officer=officer, month=date(2026, 10, 1), hours=100 + place, calls=40
        )
    scene.records("rahman", "kick")
    scene.later(hours=2)
    scene.records("ives", "spit")
    yield scene
    kept.forget()


def signed_in(client: Client, role: Role, name: str = "somebody") -> Client:
    user, _ = User.objects.get_or_create(username=name)
    RoleGrant.objects.get_or_create(user=user, role=role.value, station=None)
    client.force_login(user)
    return client


@pytest.fixture
def analyst(ryde: SafetyScene, client: Client) -> Client:
    return signed_in(client, Role.ANALYST)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def shown(client: Client, look: str) -> Any:
    """The answer's page, however long it takes."""
    for _ in range(60):
        answer = client.get(f"/evidence/signals/{look}?until={UNTIL}")
        if answer.status_code != 202:
            return answer
    raise AssertionError(look)


# --- who may open what ----------------------------------------------------------------------------

ADDRESSES = ("", "/duties", "/duties.svg", "/duties.csv", "/files", "/forces", "/marks", "/plan")


@pytest.mark.parametrize("role", list(Role))
def test_it_opens_to_the_analyst_and_to_nobody_else(
    role: Role, ryde: SafetyScene, client: Client
) -> None:
    assert (Permission.OPEN_SIGNALS in ROLE_PERMISSIONS[role]) == (role is Role.ANALYST)
    if role is Role.ANALYST:
        return
    signed_in(client, role)
    for address in ADDRESSES:
        answer = client.get(f"/evidence/signals{address}?until={UNTIL}")
        assert answer.status_code == 403, address
        assert "assault" not in words(answer).lower().partition("<main")[2]


def test_who_is_not_signed_in_is_asked_to(ryde: SafetyScene, client: Client) -> None:
    answer = client.get("/evidence/signals")
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_the_other_parts_of_the_evidence_lead_here_for_the_analyst_alone(
    analyst: Client,
) -> None:
    assert "/evidence/signals" in words(analyst.get("/evidence/assaults"))
    chief = signed_in(Client(), Role.CHIEF_OFFICER, "chief")
    assert "/evidence/signals" not in words(chief.get("/evidence/assaults"))


# --- the questions --------------------------------------------------------------------------------


def test_every_question_stands_on_the_page_with_its_method(analyst: Client) -> None:
    page = words(analyst.get(f"/evidence/signals?until={UNTIL}"))
    for theme in themes():
        for look in theme.looks:
            assert f"/evidence/signals/{look.key}?" in page
    assert "style=" not in page
    assert "never for judging anybody" in page


@pytest.mark.feature("F41")
def test_an_answer_says_all_that_stands_beside_a_figure(analyst: Client) -> None:
    page = words(shown(analyst, "duties"))
    for part in (
        "It says",
        "It doesn’t say",
        "Show as a table",
        "Garwood 1936",
        "2 assaults over",
        "hours on operational duty",
        "False alarms",
        "read on 24 November 2026",
        "per 1,000",
    ):
        assert part in page, part


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "pixels"), [("wide", 720), ("narrow", 328)])
def test_a_figure_is_drawn_in_both_themes_and_widths(
    theme: str, width: str, pixels: int, analyst: Client
) -> None:
    shown(analyst, "duties")
    address = f"/evidence/signals/duties.svg?theme={theme}&width={width}&until={UNTIL}"
    root = ET.fromstring(analyst.get(address).content)
    assert float(root.get("width", 0)) == pytest.approx(pixels, abs=1)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/nothing.svg",
        "/duties.svg?theme=pink",
        "/duties.svg?width=huge",
        "/forces.svg",
        "/forces.csv",
        "/files/7d2c7f5e-0000-4000-8000-000000000000",
    ],
)
def test_what_there_is_not_is_not_found(address: str, analyst: Client) -> None:
    shown(analyst, "duties")
    assert analyst.get(f"/evidence/signals{address}").status_code == 404


def test_a_moment_that_cannot_be_read_is_refused_in_words(analyst: Client) -> None:
    for address in ("", "/duties"):
        answer = analyst.get(f"/evidence/signals{address}?until=yesterday")
        assert answer.status_code == 400
        assert "moment" in words(answer)


def test_what_takes_long_says_so_and_shows_itself_when_it_is_there(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from outrider.web.evidence import signals

    monkeypatch.setattr(signals, "answer", lambda look, until: kept.Running(4.2))
    answer = analyst.get(f"/evidence/signals/duties?until={UNTIL}")
    assert answer.status_code == 202
    assert "for <span data-seconds>4</span> seconds so far" in words(answer)
    assert "waiting.js" in words(answer)


def test_what_a_small_force_cannot_answer_says_what_is_missing(analyst: Client) -> None:
    page = shown(analyst, "clusters")
    assert page.status_code == 200
    assert "These data can’t answer that." in words(page)


# --- what leaves ----------------------------------------------------------------------------------


@pytest.mark.feature("F45")
def test_a_file_hides_small_counts_and_all_that_follows_from_them(analyst: Client) -> None:
    page = words(shown(analyst, "duties"))
    assert "Download as CSV, counts under 10 hidden" in page
    answer = analyst.get(f"/evidence/signals/duties.csv?until={UNTIL}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["name"] for row in rows] == ["Response", "Custody"]
    for row in rows:
        assert row["events"] == row["rate"] == row["high"] == "[c]"
    assert len(answer["X-Data-Digest"]) == 64


@pytest.mark.feature("F61")
def test_a_table_of_people_stays_on_the_page(analyst: Client) -> None:
    assert analyst.get(f"/evidence/signals/officers.csv?until={UNTIL}").status_code == 404
    page = words(shown(analyst, "officers"))
    assert "Download" not in page
    for officer in Officer.objects.all():
        assert officer.family_name not in page.partition("<main")[2]


# --- campaigns ------------------------------------------------------------------------------------


@pytest.mark.feature("F46")
def test_a_campaign_is_marked_and_taken_off_again(analyst: Client) -> None:
    form = {"name": "Record every attack", "on": "2026-10-10", "kind": "campaign"}
    answer = analyst.post("/evidence/signals/marks", form, follow=True)
    assert "Record every attack" in words(answer)
    kept.forget()
    assert "Record every attack, 10 October 2026" in words(shown(analyst, "duties"))
    row = PolicyMark.objects.get()
    analyst.post(f"/evidence/signals/marks/{row.pk}/remove")
    assert "None yet" in words(analyst.get("/evidence/signals/marks"))
    assert analyst.post(f"/evidence/signals/marks/{row.pk}/remove").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": "soon"}, "Choose the day"),
        ({"name": " "}, "Give it a name"),
        ({"kind": "x"}, "kind"),
    ],
)
def test_a_mark_that_cannot_be_kept_is_told_and_what_was_typed_stays(
    wrong: dict[str, str], told: str, analyst: Client
) -> None:
    form = {"name": "New form", "on": "2026-10-10", "kind": "form"} | wrong
    answer = analyst.post("/evidence/signals/marks", form)
    assert answer.status_code == 422
    assert told in words(answer)
    if form["name"].strip():
        assert 'value="New form"' in words(answer)


# --- files of one's own ---------------------------------------------------------------------------


def bring(client: Client, text: str | bytes, name: str = "teams.csv") -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post("/evidence/signals/files", {"file": SimpleUploadedFile(name, data)})


def address(answer: Any) -> str:
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


CHOSEN = "ask=rates&go=1&c-name=team&c-count=assaults&c-exposure=hours&s-per=1000&s-what=assaults"


@pytest.mark.feature("F40")
def test_a_file_is_brought_its_columns_chosen_and_answered(analyst: Client) -> None:
    at = address(bring(analyst, TEAMS))
    assert "6 rows, 3 columns" in words(analyst.get(at))
    offered = words(analyst.get(f"{at}?ask=rates"))
    for heading in ("team", "assaults", "hours"):
        assert f"<option selected>{heading}</option>" in offered
    answer = analyst.get(f"{at}?{CHOSEN}")
    page = words(answer)
    assert answer.status_code == 200
    for part in ("It says", "It doesn’t say", "113 assaults over", "teams.csv, brought on"):
        assert part in page
    assert "This table stays here" in page
    drawing = analyst.get(f"{at}.svg?{CHOSEN}&theme=dark&width=narrow")
    assert drawing["Content-Type"] == "image/svg+xml"


def test_how_columns_were_read_is_offered_the_next_time_and_no_value_is_kept(
    analyst: Client,
) -> None:
    text = TEAMS.replace("assaults", "n1").replace("hours", "n2")
    at = address(bring(analyst, text))
    first = words(analyst.get(f"{at}?ask=rates"))
    assert first.count("<option selected>n1</option>") == 1
    swapped = "ask=rates&go=1&c-name=team&c-count=n2&c-exposure=n1&s-per=1&s-what=x"
    assert analyst.get(f"{at}?{swapped}").status_code == 200
    again = address(bring(analyst, text, "next-month.csv"))
    page = words(analyst.get(f"{again}?ask=rates"))
    assert 'id="c-count"' in page.partition("<option selected>n2")[0]
    row = ColumnChoice.objects.get()
    assert row.columns == {"name": "team", "count": "n2", "exposure": "n1"}
    assert "Team A" not in str(row.__dict__)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "The file is empty"),
        (b"a,b\n", "headings and no rows"),
        (b"a,b\n1\n", "Row 2: This row has 1 cells"),
        (b"\x00\x01\x02\x03\x04", "not a text file"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"a,b\n" + b"1,2\n" * 900_000, "3 MB are taken here"),
    ],
    ids=["empty", "no rows", "short row", "not text", "damaged", "too large"],
)
def test_a_file_that_cannot_be_read_is_told_and_not_kept(
    text: bytes, told: str, analyst: Client
) -> None:
    answer = bring(analyst, text)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not SignalFile.objects.exists()


def test_pressing_without_a_file_says_to_choose_one(analyst: Client) -> None:
    answer = analyst.post("/evidence/signals/files", {})
    assert answer.status_code == 422
    assert "Choose a file first." in words(answer)


def test_every_bad_row_is_explained_with_its_number(analyst: Client) -> None:
    at = address(bring(analyst, TEAMS.replace("A,13", "A,many").replace("1250", "0")))
    answer = analyst.get(f"{at}?{CHOSEN}")
    page = words(answer)
    assert answer.status_code == 422
    assert "2 things to put right" in page
    assert "<b>Row 2</b>" in page
    assert "“many” is not a number." in page
    assert "<b>Row 3</b>" in page
    assert "0 is not above 0." in page
    assert not ColumnChoice.objects.exists()


def test_a_column_that_was_not_chosen_is_asked_for(analyst: Client) -> None:
    at = address(bring(analyst, TEAMS))
    answer = analyst.get(f"{at}?ask=rates&go=1&c-name=team&c-count=nowhere")
    assert answer.status_code == 422
    assert "“Count” has no column." in words(answer)


def test_a_setting_that_is_no_number_and_data_that_do_not_fit_are_told(analyst: Client) -> None:
    at = address(bring(analyst, TEAMS))
    wrong = words(analyst.get(f"{at}?{CHOSEN.replace('s-per=1000', 's-per=lots')}"))
    assert "“lots” is no number" in wrong
    few = CHOSEN.replace("rates", "shrink").replace("s-per=1000", "s-above=2&s-seed=1")
    assert "wider groups" in words(analyst.get(f"{at}?{few}"))


def test_a_file_is_there_for_its_owner_alone_and_for_a_day(
    analyst: Client, ryde: SafetyScene
) -> None:
    at = address(bring(analyst, TEAMS))
    other = signed_in(Client(), Role.ANALYST, "another")
    assert other.get(at).status_code == 404
    assert "teams.csv" not in words(other.get("/evidence/signals/files"))
    SignalFile.objects.update(expires_at=datetime.now(UTC) - timedelta(minutes=1))
    assert analyst.get(at).status_code == 404
    assert files.forget_expired(datetime.now(UTC)) == 1


def test_a_file_is_discarded_at_once(analyst: Client) -> None:
    at = address(bring(analyst, TEAMS))
    analyst.post(f"{at}/discard")
    assert not SignalFile.objects.exists()


def test_columns_are_guessed_by_name_and_by_what_stands_in_them() -> None:
    ask = next(each for each in asks() if each.key == "rates")
    sheet = read_bytes(b"Stunden,Ort,Anzahl\n10.5,Ryde,3\n20.5,Cowes,4\n")
    assert guessed(sheet, ask) == {"name": "Ort", "count": "Anzahl", "exposure": "Stunden"}


# --- all forces -----------------------------------------------------------------------------------


@pytest.mark.feature("F42")
def test_without_the_published_tables_the_page_says_what_to_load(
    analyst: Client, settings: Any
) -> None:
    settings.PUBLISHED_DIR = ""
    page = words(analyst.get("/evidence/signals/forces"))
    assert "OUTRIDER_PUBLISHED_DIR" in page
    assert "prc-pfa-2017-18.csv.gz" in page


def test_a_published_table_that_cannot_be_read_is_told(
    analyst: Client, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "prc-pfa-2017-18.csv.gz").write_text("Force,Count\nA,1\n")
    (tmp_path / "officer_fte_2017.csv").write_text("Force/Region,September 2017\nA,1\n")
    settings.PUBLISHED_DIR = str(tmp_path)
    answer = analyst.get("/evidence/signals/forces")
    assert answer.status_code == 422
    assert "Financial Year" in words(answer)


@pytest.mark.feature("F42")
def test_hampshire_stands_beside_all_forces_with_the_sentence_on_recording(
    analyst: Client, settings: Any, reference_dir: Path
) -> None:
    settings.PUBLISHED_DIR = str(reference_dir)
    page = words(analyst.get("/evidence/signals/forces?force=Hampshire"))
    assert "Hampshire recorded 40.5 assaults per 100 officers in 2017/18" in page
    assert "Recording practice differs between forces" in page
    drawing = analyst.get("/evidence/signals/forces.svg?force=Hampshire")
    assert b"Hampshire" in drawing.content
    table = analyst.get("/evidence/signals/forces.csv?force=Hampshire").content.decode()
    assert len(table.splitlines()) == 45
    assert analyst.get("/evidence/signals/forces?force=Wessex").status_code == 404


# --- a start station by station ----------------------------------------------------------------------


def with_two_stations(scene: SafetyScene) -> None:
    """Hours and an assault at each of two stations."""
    other = Station.objects.exclude(pk=scene.station.pk).filter(agency="police").first()
    other = other or Station.objects.create(
        code="elsewhere", name="Elsewhere", agency="police", lat=50.7, lon=-1.2
    )
    officer = Officer.objects.create(
        number="7700", rank="PC", given_name="A", family_name="B", station=other, duty="response"
    )
    MonthlyExposure.objects.create(officer=officer, month=date(2026, 10, 1), hours=150, calls=40)
    kept.forget()


@pytest.mark.feature("F38")
def test_a_plan_says_its_chance_on_the_years_own_figures(
    ryde: SafetyScene, analyst: Client
) -> None:
    with_two_stations(ryde)
    answer = analyst.get(f"/evidence/signals/plan?until={UNTIL}&stations=2&steps=2&fall=50")
    page = words(answer)
    assert answer.status_code == 200
    assert "2 stations in 2 steps would see a fall to 0.5 times with a chance of" in page
    assert "chance to see it" in page
    assert "It does not say that help works" in page
    drawing = analyst.get(f"/evidence/signals/plan.svg?until={UNTIL}&stations=2&steps=2&fall=50")
    assert drawing.status_code == 200
    assert drawing["Content-Type"] == "image/svg+xml"


@pytest.mark.feature("F38")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("stations=40", "take 2 to 2, as many as have hours on record"),
        ("steps=5", "Steps: take 2 to 2"),
        ("months=0", "take 1 to 12"),
        ("fall=100", "take 1 to 90 per cent"),
        ("fall=lots", "“lots” is no whole number"),
    ],
)
def test_a_plan_that_cannot_be_is_told_and_what_was_typed_stays(
    ryde: SafetyScene, analyst: Client, typed: str, told: str
) -> None:
    with_two_stations(ryde)
    answer = analyst.get(f"/evidence/signals/plan?until={UNTIL}&{typed}")
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{typed.partition("=")[2]}"' in words(answer)


def test_a_force_of_one_station_is_told_what_is_missing(analyst: Client) -> None:
    page = words(analyst.get(f"/evidence/signals/plan?until={UNTIL}"))
    assert "Two stations with hours" in page
