"""Export, import, unchanged; who may bring what; what follows a person who moves; the journal."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from outrider.crossover import register
from outrider.domain.access import Role, Viewer
from outrider.domain.errors import Forbidden
from outrider.journal.models import Entry, Text
from outrider.journal.verify import Broken, verify
from outrider.people.importing.context import Context
from outrider.people.importing.files import exported, template
from outrider.people.importing.kept import forget_expired, keep, kept, waiting_of
from outrider.people.importing.kinds.registry import KINDS
from outrider.people.importing.problems import BadFile
from outrider.people.importing.reading.files import read_file
from outrider.people.importing.reading.rows import tidy
from outrider.people.models import (
    DutySpell,
    ImportFile,
    IncidentAttendance,
    LinkAppointment,
    MonthlyExposure,
    Officer,
    RoleGrant,
    Station,
    TrainingRecord,
    User,
)
from outrider.people.queries import roles_of
from tests.people.conftest import NOW, Import, counts
from tests.people.test_importing_rows import P, R, S
from tests.support.station import SafetyScene, make_safety_scene

# --- export -> import -> unchanged ----------------------------------------------------------------

ODD = string.ascii_letters + string.digits + " ,;'\"=+-@&/\\|<>éüñçŁ’–\u202f日本"
NAMES = st.text(ODD, min_size=1, max_size=20).filter(lambda n: tidy(n) not in ("", "-"))
NUMBERS = st.text(string.digits + "CX", min_size=1, max_size=8)
DAYS = st.dates(date(1980, 1, 1), date(2026, 11, 1))
OFFICERS = st.tuples(
    NUMBERS, NAMES, NAMES, NAMES, st.one_of(st.none(), DAYS), st.one_of(st.just(""), NAMES),
    st.sampled_from(["", "response", "special", "staff"]),
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
several = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # an example is some eighty queries: looking for a smaller one takes minutes
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.mark.feature("C47")
@several
@given(
    people=st.lists(OFFICERS, max_size=5, unique_by=lambda each: each[0].lstrip("0").casefold()),
    names=st.lists(NAMES, min_size=1, max_size=3),
    places=st.lists(st.tuples(st.floats(49.5, 60), st.floats(-7, 1.5)), min_size=3, max_size=3),
    shifts=st.lists(st.tuples(MOMENTS, st.integers(1, 1440)), max_size=5),
    form=st.sampled_from(["csv", "xlsx"]),
)
def test_what_is_exported_and_brought_in_again_changes_nothing(
    people: Any, names: Any, places: Any, shifts: Any, form: str, db: None, context: Context
) -> None:
    for model in (DutySpell, TrainingRecord, LinkAppointment, Officer, RoleGrant, Station, User):
        model._default_manager.all().delete()
    stations = [
        Station.objects.create(code=f"s{n}", name=name, agency="police", lat=lat, lon=lon)
        for n, (name, (lat, lon)) in enumerate(zip(names, places, strict=False))
    ]
    User.objects.create(username="control", display_name=names[0][:60])
    for n, (number, rank, given_name, family, joined, team, duty) in enumerate(people):
        station = stations[n % len(stations)]
        user = User.objects.create(username=f"user{n}@force.example")
        roles = (("officer", station), ("link-officer", stations[0]), ("analyst", None))
        for role, at in roles[: n + 1]:
            RoleGrant.objects.create(user=user, role=role, station=at)
        officer = Officer.objects.create(
            number=number, rank=rank[:24], given_name=given_name, family_name=family,
            station=station, joined_on=joined, team=team, duty=duty, user=user if n else None,
            left_on=date(2026, 12, 24) if n == 3 else None,
        )  # fmt: skip
        if n == 0:
            user.delete()
        for start, minutes in shifts[n:]:
            DutySpell.objects.create(
                officer=officer, starts_at=start, ends_at=start + timedelta(minutes=minutes)
            )
            if start < NOW:
                IncidentAttendance.objects.create(
                    officer=officer,
                    reference=f"L{IncidentAttendance.objects.count()}",
                    arrived_at=start,
                    alone=(None, True, False)[n % 3],
                )
        MonthlyExposure.objects.create(
            officer=officer, month=date(2026, 1 + n, 1), hours=100 / (n + 3), arrests=n
        )
        TrainingRecord.objects.create(
            officer=officer, course=team or "ppst", done_on=joined or date(2026, 1, 1), hours=n / 3
        )
        LinkAppointment.objects.create(
            officer=officer, station=stations[-1], appointed_on=date(2026, 1, 1), ended_on=joined
        )
    before = _everything()
    for kind in KINDS.values():
        data = exported(kind, context, form)
        if len(read_file(data).rows) == 1:
            continue
        done = register.bring_in(kind, read_file(data), context)
        assert [row.problems for row in done.plan.refused] == []
        assert set(counts(done.plan)) == {"unchanged"}, [r.changes for r in done.plan.rows]
    assert _everything() == before


def _everything() -> list[Any]:
    models = (
        Station, Officer, User, RoleGrant, DutySpell, TrainingRecord, LinkAppointment,
        MonthlyExposure, IncidentAttendance,
    )  # fmt: skip
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.feature("C47")
def test_an_export_fills_an_empty_register_again(
    hale: Officer, bring: Import, context: Context
) -> None:
    Officer.objects.filter(pk=hale.pk).update(
        family_name="O’Neil, née =Smith", given_name='Zoë "Z"'
    )
    bring("rota", R + "0412,25/10/2026,01:30 BST,01:30 GMT\n0412,14/11/2026,21:00,07:00\n")
    files = {code: exported(kind, context, "csv") for code, kind in KINDS.items()}
    was = [
        list(
            Officer.objects.values("number", "given_name", "family_name", "station__code", "team")
        ),
        list(DutySpell.objects.order_by("starts_at").values("starts_at", "ends_at")),
        list(RoleGrant.objects.values("user__username", "role", "station__code")),
    ]
    for model in (DutySpell, Officer, RoleGrant, Station, User):
        model._default_manager.all().delete()
    for code in ("stations", "people", "rota"):
        assert set(counts(bring(code, files[code]))) == {"new"}
    assert was == [
        list(
            Officer.objects.values("number", "given_name", "family_name", "station__code", "team")
        ),
        list(DutySpell.objects.order_by("starts_at").values("starts_at", "ends_at")),
        list(RoleGrant.objects.values("user__username", "role", "station__code")),
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_has_every_column_and_explains_them(kind: str, form: str) -> None:
    sheet = read_file(template(KINDS[kind], form))
    assert list(sheet.rows[0].cells) == KINDS[kind].headings
    if form == "xlsx":
        notes = read_file(template(KINDS[kind], form), sheet="What goes where")
        assert [row.cells[0] for row in notes.rows[1:]] == KINDS[kind].headings


# --- who may bring what ---------------------------------------------------------------------------


def administrator(user: User, *stations: Station) -> Viewer:
    at = frozenset(station.pk for station in stations) or None
    return Viewer(user.pk, str(user.pseudonym), "Admin", Role.ADMINISTRATOR, at)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_brings_the_register_in(role: Role) -> None:
    with pytest.raises(Forbidden, match="cannot bring the register in"):
        register.context_of(Viewer(1, "x", "X", role), NOW)


OUTSIDE = [
    ("stations", S + "newport,New,Police,50.7,-1.2,,", "Code"),
    ("stations", S + "cowes,Cowes,Police,50.7,-1.2,,", "Code"),
    ("people", P + "7,PC,A,B,newport,,,,,,", "Station"),
    ("people", P + "55,Sgt,,,,,,,,,", "Number"),
    ("people", P + "0412,,,,newport,,,,,,", "Station"),
    ("people", P + "0412,,,,,,,,,,Analyst", "Roles"),
    ("people", P + "0412,,,,,,,,,,Administrator", "Roles"),
    ("people", P + "0412,,,,,,,,,,Officer; Supervisor @ newport", "Roles"),
    ("people", P + "7,PC,A,B,ryde,,,,,chief@force.example,Officer", "User name"),
    ("accounts", "User name,Roles\na@b,Analyst", "User name"),
    ("rota", R + "55,14/11/2026,21:00,07:00", "Number"),
    ("training", "Number,Course,Done on\n55,ppst,1/2/2026", "Number"),
    ("exposure", "Number,Month,Hours\n55,05/2026,140", "Number"),
    ("attendance", "Incident,Number,Arrived\nL1,55,08/05/2026 22:14", "Number"),
    ("link-officers", "Number,Station,Appointed on\n0412,newport,1/2/2026", "Station"),
]


@pytest.mark.parametrize(("kind", "text", "column"), OUTSIDE)
def test_an_administrator_of_one_station_touches_nothing_elsewhere(
    kind: str, text: str, column: str, hale: Officer
) -> None:
    newport = Station.objects.get(code="newport")
    Officer.objects.create(number="55", rank="PC", given_name="A", family_name="B", station=newport)
    chief = User.objects.create(username="chief@force.example")
    RoleGrant.objects.create(user=chief, role="chief-officer")
    mine = register.context_of(administrator(chief, hale.station), NOW)
    done = register.bring_in(KINDS[kind], read_file(text.encode()), mine)
    assert counts(done.plan) == {"refused": 1}
    assert column in {problem.column for problem in done.plan.refused[0].problems}
    assert not Entry.objects.exists()


def test_an_administrator_of_one_station_exports_that_station(hale: Officer) -> None:
    newport = Station.objects.get(code="newport")
    Officer.objects.create(number="55", rank="PC", given_name="A", family_name="B", station=newport)
    mine = register.context_of(administrator(User.objects.get(), hale.station), NOW)
    assert b"newport" not in exported(KINDS["stations"], mine, "csv")
    people = exported(KINDS["people"], mine, "csv").decode()
    assert "0412" in people
    assert "55" not in people


def test_nobody_takes_their_own_role_of_administrator_away(hale: Officer) -> None:
    assert hale.user is not None
    RoleGrant.objects.create(user=hale.user, role="administrator")
    me = register.context_of(administrator(hale.user), NOW)
    sheet = read_file((P + "0412,,,,,,,,,,Officer\n").encode())
    refused = register.preview(KINDS["people"], sheet, me).refused
    assert "your own role of administrator" in refused[0].problems[0].why
    sheet = read_file((P + "0412,,,,,,,,01/11/2026,,\n").encode())
    assert register.preview(KINDS["people"], sheet, me).refused[0].problems[0].column == "Left on"


# --- leaving and moving ---------------------------------------------------------------------------


def test_roles_end_with_the_last_day_and_come_back_when_it_is_taken_out(
    hale: Officer, bring: Import
) -> None:
    assert hale.user is not None
    key = hale.user.pk
    bring("people", P + "0412,,,,,,,,20/11/2026,,\n")
    assert roles_of(key, datetime(2026, 11, 20, 23, 59, tzinfo=UTC)) == [Role.OFFICER]
    assert roles_of(key, datetime(2026, 11, 21, 0, 0, tzinfo=UTC)) == []
    assert counts(bring("people", P + "0412,,,,,,,,20/11/2026,,\n")) == {"unchanged": 1}
    bring("people", P + "0412,,,,,,,,-,,\n")
    assert roles_of(key, datetime(2027, 1, 1, tzinfo=UTC)) == [Role.OFFICER]


def test_roles_at_the_old_station_move_with_the_person(hale: Officer, bring: Import) -> None:
    assert hale.user is not None
    soon = NOW + timedelta(days=3)
    RoleGrant.objects.filter(user=hale.user).update(valid_to=soon)
    RoleGrant.objects.create(user=hale.user, role="analyst")
    bring("people", P + "0412,,,,newport,,,,,,\n")
    held = hale.user.grants.order_by("role").values_list("role", "station__code", "valid_to")
    assert list(held) == [("analyst", None, None), ("officer", "newport", soon)]


def test_open_cases_go_with_the_officer_who_moves(db: None, context: Context) -> None:
    scene: SafetyScene = make_safety_scene()
    sergeant = User.objects.create(username="cole@force.example")
    RoleGrant.objects.create(user=sergeant, role="supervisor", station=scene.other_station)
    cole = Officer.objects.create(
        number="1905", rank="Sgt", given_name="C", family_name="Cole",
        station=scene.other_station, user=sergeant,
    )  # fmt: skip
    case, other = scene.records("rahman"), scene.records("ives")
    at = replace(context, now=scene.now + timedelta(hours=1))
    text = "Number,Station\n3318,newport\n"
    done = register.bring_in(KINDS["people"], read_file(text.encode()), at)
    assert done.moves == 1
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.station, case.supervisor) == (scene.other_station, cole)
    assert other.station == scene.station
    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["register.imported", "officer.changed"]
    assert {"case.station", "case.supervisor"} <= set(kinds)
    assert not isinstance(verify(), Broken)


# --- the journal and the transaction --------------------------------------------------------------


def test_the_journal_says_who_what_and_when_and_no_names(hale: Officer) -> None:
    admin = User.objects.create(username="admin")
    viewer = administrator(admin)
    sheet = read_file((P + "7,PC,Zebedee,Quux,ryde,,,,,z.q@force.example,Officer\n").encode())
    register.bring_in(KINDS["people"], sheet, register.context_of(viewer, NOW))
    rows = list(Entry.objects.order_by("seq"))
    assert [row.kind for row in rows] == ["register.imported", "officer.added"]
    assert {row.actor for row in rows} == {str(admin.pseudonym)}
    assert {row.effective_at for row in rows} == {NOW}
    assert rows[0].payload["new"] == 1
    assert rows[0].stream == f"import:{rows[1].cause}"
    everything = repr([(row.payload, row.stream, row.touches) for row in rows])
    for word in ("Zebedee", "Quux", "z.q@"):
        assert word not in everything
    assert not Text.objects.exists()
    user = User.objects.get(username="z.q@force.example")
    assert rows[1].touches == [f"viewer:{user.pk}"]
    assert not isinstance(verify(), Broken)


def test_an_import_that_changes_nothing_leaves_no_row(hale: Officer, bring: Import) -> None:
    assert counts(bring("people", P + "0412,PC,,,,,,,,,\n")) == {"unchanged": 1}
    assert not Entry.objects.exists()


def test_when_one_row_cannot_be_written_none_is(
    hale: Officer, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clash(*_: Any) -> None:
        Officer.objects.create(
            number="0412", rank="PC", given_name="A", family_name="B", station=hale.station
        )

    monkeypatch.setattr(register, "_follow", clash)
    sheet = read_file((P + "7,PC,A,B,ryde,,,,,,\n").encode())
    with pytest.raises(BadFile, match="nothing was written"):
        register.bring_in(KINDS["people"], sheet, context)
    assert not Officer.objects.filter(number="7").exists()
    assert not Entry.objects.exists()


def test_a_thousand_people_are_brought_in_one_go(ryde: Station, bring: Import) -> None:
    lines = "".join(
        f"{n:04d},PC,Given {n},Family {n},ryde,,,,,p{n}@force.example,Officer\n"
        for n in range(1_000)
    )
    assert counts(bring("people", P + lines)) == {"new": 1_000}
    assert RoleGrant.objects.filter(role="officer", station=ryde).count() == 1_000
    assert counts(bring("people", P + lines)) == {"unchanged": 1_000}
    assert Entry.objects.count() == 1_001


# --- files between preview and import -------------------------------------------------------------


def test_a_file_is_kept_for_a_day_and_for_its_owner_alone(hale: Officer) -> None:
    assert hale.user is not None
    other = User.objects.create(username="other")
    file = keep(kind="rota", name="rota.csv", data=b"x", user_id=hale.user.pk, now=NOW)
    assert bytes(kept(file.pk, hale.user.pk, NOW).content) == b"x"
    from outrider.domain.errors import NotFound

    for user, when in ((other, NOW), (hale.user, NOW + timedelta(hours=24))):
        with pytest.raises(NotFound):
            kept(file.pk, user.pk, when)
    assert waiting_of(other.pk, NOW) == []
    assert forget_expired(NOW + timedelta(hours=24)) == 1
    assert not ImportFile.objects.exists()


def test_files_do_not_pile_up(hale: Officer) -> None:
    assert hale.user is not None
    for _ in range(12):
        keep(kind="rota", name="rota.csv", data=b"x", user_id=hale.user.pk, now=NOW)
    with pytest.raises(BadFile, match="12 files waiting"):
        keep(kind="rota", name="rota.csv", data=b"x", user_id=hale.user.pk, now=NOW)
