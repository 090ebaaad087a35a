"""Setting up: the steps, a file from preview to import, first sign-in, and what two agencies agree."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from outrider.coresponse.models import RulePack
from outrider.coresponse.packs import pack_in_force
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.domain.refusal import Refused
from outrider.journal.models import AccessLogEntry, Entry
from outrider.people.actors import Actor
from outrider.people.importing.kinds.registry import KINDS
from outrider.people.links import first_administrator
from outrider.people.models import (
    DutySpell,
    ImportFile,
    Officer,
    RoleGrant,
    Station,
    User,
)
from tests.demo.conftest import demo as demo
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

PASSWORD = "quiet otter over ryde"
STATIONS = "Code,Name,Agency,Latitude,Longitude\nryde,Ryde,Police,50.73,-1.16\nnew port,N,Police,50.7,-1.2\n"
PEOPLE = (
    "Number,Rank,Given name,Family name,Station,User name,Roles\n"
    "0412,PC,Jo,Hale,ryde,hale@force.example,Officer\n"
    "0413,PC,Al,Reed,rydde,,\n"
)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """The real hasher takes a second a password, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def signed_in(role: Role, name: str = "admin", station: Station | None = None) -> Client:
    user, _ = User.objects.get_or_create(username=name, defaults={"display_name": name.title()})
    user.set_password(PASSWORD)
    user.save()
    RoleGrant.objects.get_or_create(user=user, role=role.value, station=station)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(db: None) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def send(client: Client, kind: str, text: str | bytes, name: str = "list.csv", **more: str) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(f"/set-up/{kind}", {"file": SimpleUploadedFile(name, data)} | more)


def read(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# --- the first administrator ----------------------------------------------------------------------


def test_a_new_installation_says_how_to_make_the_first_administrator(
    client: Client, db: None
) -> None:
    assert client.get("/")["Location"] == "/set-up"
    page = read(client.get("/set-up"))
    assert "Nobody can sign in yet" in page
    assert "outrider account first-administrator" in page


def test_the_first_administrator_chooses_a_password_by_a_link_that_works_once(
    client: Client, db: None
) -> None:
    link = first_administrator(
        "chief@force.example", "Sam", Actor("system", "system"), timezone.now()
    )
    page = client.get(link)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "strict-origin"
    assert client.post(link, {"password": "short", "again": "short"}).status_code == 422
    assert client.post(link, {"password": "password12345", "again": "x"}).status_code == 422
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD})["Location"] == "/sign-in"
    assert client.get(link).status_code == 410
    into = client.post("/sign-in", {"username": "chief@force.example", "password": PASSWORD})
    assert into["Location"] == "/set-up"
    assert "Bring the stations" in read(client.get("/set-up"))
    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["account.first-administrator", "account.password-chosen"]


@pytest.mark.parametrize(
    "link", ["/welcome/x/y", "/welcome/MQ/abc-def", "/welcome/99999999999999/a"]
)
def test_a_link_that_never_was_is_told_as_one_that_is_spent(
    link: str, client: Client, db: None
) -> None:
    assert client.get(link).status_code == 410


def test_a_link_lapses_after_a_week(client: Client, db: None, settings: Any) -> None:
    link = first_administrator("a", "", Actor("system", "system"), timezone.now())
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link).status_code == 410


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_set_up_opens_to_administrators_alone(role: Role, db: None) -> None:
    signed_in(Role.ADMINISTRATOR, "other")
    client = signed_in(role, "somebody")
    may = Permission.IMPORT_REGISTER in ROLE_PERMISSIONS[role]
    for address in ("/set-up", "/set-up/people", "/set-up/people/export.csv",
                    "/set-up/people/template.xlsx", "/set-up/sign-in-links", "/set-up/plan"):  # fmt: skip
        assert client.get(address).status_code == (200 if may else 403), address
    assert send(client, "stations", STATIONS).status_code == (302 if may else 403)
    assert ImportFile.objects.exists() == may


def test_signed_out_leads_to_signing_in(admin: Client, client: Client) -> None:
    for address in ("/set-up", "/set-up/people", "/set-up/people/export.csv"):
        assert client.get(address)["Location"].startswith("/sign-in")


def test_another_administrator_does_not_see_the_file(admin: Client) -> None:
    address = send(admin, "stations", STATIONS)["Location"]
    other = signed_in(Role.ADMINISTRATOR, "second")
    for path in (address, f"{address}/refused.csv"):
        assert other.get(path).status_code == 404
    for act in ("import", "discard", "sheet"):
        assert other.post(f"{address}/{act}").status_code == 404
    assert ImportFile.objects.exists()
    assert not Station.objects.exists()


# --- a file ---------------------------------------------------------------------------------------


@pytest.mark.feature("C47", "F65")
def test_a_file_goes_from_preview_to_import_and_its_bad_rows_come_back(admin: Client) -> None:
    address = send(admin, "stations", STATIONS)["Location"]
    page = read(admin.get(address))
    assert "New 1 Changed 0 Unchanged 0 Refused 1" in page
    assert "Write it as “new-port”." in page
    assert "Nothing is written before you press Import" in page
    assert not Station.objects.exists()
    assert list_of_waiting(admin) == ["list.csv"]

    assert admin.post(f"{address}/import")["Location"] == address
    assert list(Station.objects.values_list("code", flat=True)) == ["ryde"]
    page = read(admin.get(address))
    assert "1 station added, 0 changed." in page
    assert "1 row was refused" in page
    assert list_of_waiting(admin) == []

    file = admin.get(f"{address}/refused.csv")
    assert "attachment" in file["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0]["Code"] == "new port"
    assert "Code: " in rows[0]["What is wrong"]


def list_of_waiting(client: Client) -> list[str]:
    return re.findall(r'/set-up/file/[^"]+">([^<]+)', client.get("/set-up").content.decode())


def test_import_pressed_twice_changes_nothing_more(admin: Client) -> None:
    address = send(admin, "stations", STATIONS)["Location"]
    admin.post(f"{address}/import")
    rows = Entry.objects.count()
    admin.post(f"{address}/import")
    assert Entry.objects.count() == rows
    assert "1 station added" in read(admin.get(address))


def test_a_discarded_file_is_gone_with_all_its_rows(admin: Client) -> None:
    address = send(admin, "stations", STATIONS)["Location"]
    admin.post(f"{address}/discard")
    assert not ImportFile.objects.exists()
    gone = admin.get(address)
    assert gone.status_code == 404
    assert "no longer here" in read(gone)


def test_an_expired_file_is_gone(admin: Client) -> None:
    address = send(admin, "stations", STATIONS)["Location"]
    ImportFile.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert admin.get(address).status_code == 404
    assert admin.post(f"{address}/import").status_code == 404
    send(admin, "stations", STATIONS)
    assert ImportFile.objects.count() == 1


UNREADABLE = {
    "nothing": (None, "Choose a file first"),
    "a PDF": (b"%PDF-1.4", "This is a PDF"),
    "other columns": (b"Name,Colour\na,b\n", "There is no column “Code”"),
    "too large": (b"x" * (3 * 1024 * 1024 + 1), "at most 3 MB"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_told_on_the_page_and_not_kept(what: str, admin: Client) -> None:
    data, words = UNREADABLE[what]
    answer = admin.post("/set-up/stations") if data is None else send(admin, "stations", data)
    assert answer.status_code == 422
    assert "There’s a problem" in read(answer)
    assert words in read(answer)
    assert not ImportFile.objects.exists()


def test_the_sheet_of_a_workbook_can_be_chosen(admin: Client) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Fire"
    for row in (["Code", "Name", "Agency", "Town"], ["rfs", "Ryde fire", "Fire", "Ryde"]):
        book.active.append(row)
    sheet = book.create_sheet("Police")
    for row in (["Code", "Name", "Agency", "Town"], ["rps", "Ryde police", "Police", "Ryde"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    address = send(admin, "stations", out.getvalue(), "stations.xlsx")["Location"]
    assert "sheet “Fire”" in read(admin.get(address))
    admin.post(f"{address}/sheet", {"sheet": "Police"})
    assert "sheet “Police”" in read(admin.get(address))
    admin.post(f"{address}/sheet", {"sheet": "No such sheet"})
    assert admin.get(address).status_code == 422
    admin.post(f"{address}/sheet", {"sheet": "Police"})
    admin.post(f"{address}/import")
    assert list(Station.objects.values_list("code", flat=True)) == ["rps"]


def test_a_rota_takes_the_place_of_another_when_the_box_is_ticked(admin: Client) -> None:
    admin.post(send(admin, "stations", STATIONS)["Location"] + "/import")
    admin.post(send(admin, "people", PEOPLE)["Location"] + "/import")
    rota = "Number,Date,Start,End\n0412,14/11/2026,{},17:00\n"
    admin.post(send(admin, "rota", rota.format("09:00"))["Location"] + "/import")
    address = send(admin, "rota", rota.format("10:00"), replace="yes")["Location"]
    assert "Taken out 1" in read(admin.get(address))
    admin.post(address + "/import")
    assert DutySpell.objects.get().starts_at.hour == 10


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_page_template_export_and_sample(kind: str, admin: Client) -> None:
    page = read(admin.get(f"/set-up/{kind}"))
    for column in KINDS[kind].columns:
        assert column.label in page
    for form in ("csv", "xlsx"):
        assert admin.get(f"/set-up/{kind}/template.{form}").status_code == 200
        assert admin.get(f"/set-up/{kind}/export.{form}").status_code == 200
    assert AccessLogEntry.objects.filter(entity=f"register:{kind}").count() == 2
    sample = admin.get(f"/set-up/{kind}/sample.csv").content
    preview = read(admin.get(send(admin, kind, sample)["Location"]))
    assert "Refused, and why" in preview


@pytest.mark.parametrize(
    "address", ["/set-up/spells", "/set-up/people/template.pdf", "/set-up/people/export.ods",
                "/set-up/file/00000000-0000-0000-0000-000000000000"]
)  # fmt: skip
def test_what_there_is_not_is_not_found(address: str, admin: Client) -> None:
    assert admin.get(address).status_code == 404


# --- the steps ------------------------------------------------------------------------------------


@pytest.mark.feature("C47", "F65")
def test_the_steps_say_what_is_missing_until_nothing_is(admin: Client) -> None:
    assert "Next: bring the stations." in read(admin.get("/set-up"))
    admin.post(send(admin, "stations", STATIONS)["Location"] + "/import")
    assert "Next: bring the people." in read(admin.get("/set-up"))
    admin.post(send(admin, "people", PEOPLE)["Location"] + "/import")
    page = read(admin.get("/set-up"))
    assert "1 person, 2 accounts; 1 has no password yet." in page
    links = admin.post("/set-up/sign-in-links")
    row = next(iter(csv.DictReader(io.StringIO(links.content.decode("utf-8-sig")))))
    assert row["User name"] == "hale@force.example"
    assert row["Name"] == "PC Hale (0412)"
    path = row["Link"].removeprefix("http://testserver")
    Client().post(path, {"password": PASSWORD, "again": PASSWORD})
    assert "has no password" not in read(admin.get("/set-up"))
    today = timezone.localdate()
    rota = f"Number,Date,Start,End\n0412,{today + timedelta(days=1):%d/%m/%Y},09:00,17:00\n"
    admin.post(send(admin, "rota", rota)["Location"] + "/import")
    assert "1 of 1 people have a shift" in read(admin.get("/set-up"))
    assert "Next: look at the plan" in read(admin.get("/set-up"))
    assert "Check locally" in read(admin.get("/set-up/plan"))
    admin.post("/set-up/plan")
    assert "In force since" in read(admin.get("/set-up/plan"))
    page = read(admin.get("/set-up"))
    assert "Your force is ready" in page
    assert "Not live until both agencies have agreed" in page


def test_links_are_made_for_those_whom_the_administrator_looks_after(admin: Client) -> None:
    ryde = Station.objects.create(code="ryde", name="Ryde", agency="police", lat=50.7, lon=-1.1)
    for name, station in (("here", ryde), ("wide", None)):
        user = User.objects.create(username=name, password="!")
        RoleGrant.objects.create(user=user, role="officer", station=station)
    local = signed_in(Role.ADMINISTRATOR, "local", ryde)
    assert "wide" not in read(local.get("/set-up/sign-in-links"))
    assert "wide" not in local.post("/set-up/sign-in-links").content.decode()
    assert "wide" in read(admin.get("/set-up/sign-in-links"))


def test_the_product_s_rules_and_schemes_are_laid_before_both_agencies_and_not_live(
    admin: Client,
) -> None:
    assert "There are no rules and no schemes yet" in read(admin.get("/set-up/schemes"))
    admin.post("/set-up/schemes")
    admin.post("/set-up/schemes")
    assert RulePack.objects.count() == 1
    assert Entry.objects.filter(kind="configuration.laid-out").count() == 5
    with pytest.raises(Refused):
        pack_in_force(timezone.now())
    assert "Not live until both agencies have agreed" in read(admin.get("/set-up"))

    version = RulePack.objects.get().pk
    police = signed_in(Role.POLICE_APPROVER, "vale")
    ambulance = signed_in(Role.AMBULANCE_APPROVER, "lindqvist")
    for client in (police, ambulance):
        client.post(f"/agreement/packs/{version}", {"on": "yes"})
        client.post("/agreement/schemes/police-special", {"on": "yes"})
    assert pack_in_force(timezone.now()).version == version
    assert "1 scheme agreed by both agencies" in read(admin.get("/set-up"))
    assert read(admin.get("/set-up/schemes")).count("Vale, ") == 2


def test_whoever_may_not_configure_lays_nothing_out(admin: Client) -> None:
    police = signed_in(Role.POLICE_APPROVER, "vale")
    assert police.post("/set-up/schemes").status_code == 403
    assert not RulePack.objects.exists()


def test_one_person_does_not_agree_for_both_agencies(admin: Client) -> None:
    admin.post("/set-up/schemes", {"what": "defaults"})
    version = RulePack.objects.get().pk
    both = signed_in(Role.POLICE_APPROVER, "vale")
    both.post(f"/agreement/packs/{version}", {"on": "yes"})
    RoleGrant.objects.filter(user__username="vale").update(role="ambulance-approver")
    refused = both.post(f"/agreement/packs/{version}", {"on": "yes"})
    assert RulePack.objects.get().approved_by_ambulance_at is None
    assert "it takes two people" in read(refused)


# --- the demo -------------------------------------------------------------------------------------


def test_the_demo_previews_and_keeps_and_writes_nothing(
    demo: Any, settings: Any, client: Client
) -> None:
    settings.DEMO = True
    client.post("/demo/step-in", {"part": "administrator"})
    before = Entry.objects.count(), Officer.objects.count(), Station.objects.count()
    assert "nothing is kept and nothing is written" in read(client.get("/set-up"))
    page = send(client, "people", client.get("/set-up/people/sample.csv").content)
    assert page.status_code == 200
    assert "Refused, and why" in read(page)
    assert "Import 2 people" not in read(page)
    assert not ImportFile.objects.exists()
    client.post("/set-up/plan")
    client.post("/set-up/schemes")
    assert client.post("/set-up/sign-in-links")["Content-Type"].startswith("text/html")
    assert (Entry.objects.count(), Officer.objects.count(), Station.objects.count()) == before
