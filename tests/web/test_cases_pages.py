"""My case and the plans on the server: who opens them, what they say, and what they never say."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from outrider.crossover.models import Hazard
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.journal.models import AccessLogEntry, Entry
from outrider.people.models import Officer, RoleGrant, User
from outrider.safety.models import Case, Task
from tests.support.station import SafetyScene, make_safety_scene, on_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    return make_safety_scene()


Tell = Callable[..., "Visit"]


class Visit:
    """Somebody at a browser without script."""

    def __init__(self, scene: SafetyScene, name: str, role: Role | None = None) -> None:
        self.scene, self.client = scene, Client()
        user = scene.officers[name].user
        assert user is not None
        self.client.force_login(user)
        session = self.client.session
        session["role"] = (role or scene.roles[name]).value
        session.set_expiry(timedelta(days=3650))  # the scene's time goes on for more than a year
        session.save()

    def get(self, path: str, **headers: str) -> str:
        return self.read(path, 200, **headers)

    def read(self, path: str, status: int, **headers: str) -> str:
        with time_machine.travel(self.scene.now, tick=False):
            answer = self.client.get(path, headers=headers)
        assert answer.status_code == status, (answer.status_code, path)
        return text_of(answer.content.decode())

    def sends(
        self, path: str, press: str, status: int = 302, form: str = "f", **fields: object
    ) -> str:
        sent = {"press": press, "form": form, "press_id": str(uuid4())} | fields
        with time_machine.travel(self.scene.now, tick=False):
            answer = self.client.post(path, sent)
        assert answer.status_code == status, (answer.status_code, text_of(answer.content.decode()))
        return text_of(answer.content.decode())


def text_of(page: str) -> str:
    """The page as it reads, with its white space made single; values of fields stay in it."""
    page = re.sub(r'<input type="hidden"[^>]*>', " ", page)
    page = re.sub(r'<(?:input|textarea|option)[^>]*?(?:value="([^"]*)")[^>]*>', r" \1 ", page)
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def case(ryde: SafetyScene) -> Case:
    case = ryde.records(hurt="a-bit")
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    return case


# Who opens which page


PAGES = {
    "/my-case": {Permission.OPEN_MY_CASE},
    "/plans": {Permission.OPEN_PLANS, Permission.OPEN_HEALTH},
    "/plans/meeting": {Permission.MANAGE_PLAN},
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_for_the_roles_of_its_permission_and_for_no_other(path: str) -> None:
    answers = {}
    for role in Role:
        user = User.objects.create(username=f"{role.value}@force.example")
        RoleGrant.objects.create(user=user, role=role.value)
        client = Client()
        client.force_login(user)
        answers[role] = client.get(path).status_code
    assert answers == {role: 200 if PAGES[path] & ROLE_PERMISSIONS[role] else 403 for role in Role}


@pytest.mark.parametrize("path", PAGES)
def test_a_signed_out_visitor_signs_in_first(path: str) -> None:
    answer = Client().get(path)
    assert answer.headers["Location"] == f"/sign-in?next={path}"


def test_a_case_of_another_station_and_no_case_at_all_get_the_same_page(
    ryde: SafetyScene, case: Case
) -> None:
    elsewhere = stranger(ryde, Role.SUPERVISOR)
    there = elsewhere.read(f"/plans/{case.pk}", 404)
    nowhere = elsewhere.read(f"/plans/{uuid4()}", 404)
    assert there == nowhere
    assert "never says whether there is a record" in there
    assert case.number not in there
    assert case.number not in elsewhere.get("/plans")
    elsewhere.sends(f"/plans/{case.pk}", "assign-oic", 404, officer="1206")
    elsewhere.sends(f"/plans/{case.pk}/why", "", 404, why="other")
    assert not AccessLogEntry.objects.exists()


def stranger(ryde: SafetyScene, role: Role) -> Visit:
    """Somebody with the same job at another station."""
    user = User.objects.create(username="frost@force.example")
    officer = Officer.objects.create(
        user=user, rank="Sgt", number="5150", given_name="Jo", family_name="Frost",
        station=ryde.other_station, joined_on=date(2015, 1, 1),
    )  # fmt: skip
    RoleGrant.objects.create(user=user, role=role.value, station=ryde.other_station)
    ryde.officers["frost"], ryde.roles["frost"] = officer, role
    return Visit(ryde, "frost")


@pytest.mark.parametrize("name", ["ives", "quinn", "hart", "lowe"])
def test_nobody_else_opens_my_case(ryde: SafetyScene, case: Case, name: str) -> None:
    visit = Visit(ryde, name)
    status = 403 if name == "hart" else 404
    for path in ("", "/everything", "/everything.json"):
        page = visit.read(f"/my-case/{case.pk}{path}", status)
        assert "Union Street" not in page


def test_a_case_page_is_kept_by_no_browser_and_no_proxy(ryde: SafetyScene, case: Case) -> None:
    visit = Visit(ryde, "rahman")
    for path in (f"/my-case/{case.pk}", "/my-case", f"/my-case/{case.pk}/everything"):
        assert "no-store" in visit.client.get(path).headers["Cache-Control"]


# My case


@pytest.mark.feature("F10")
def test_the_officer_reads_where_it_stands_who_has_it_and_the_next_date(
    ryde: SafetyScene, case: Case
) -> None:
    page = Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    assert "You were kicked, spat at and abused about who you are." in page
    assert "DC Marsh, Ryde, has your case." in page
    assert "Next: Sgt Ashworth rings you by 11.41pm on Sunday 15 November" in page
    assert "DC Marsh tells you where it has got to, by Friday 20 November." in page
    assert "No outcome can be recorded until your view is on file. It isn’t there yet" in page
    assert "Sgt Ashworth asks again how you are by Saturday 12 December" in page
    assert "Nobody has opened your record but you." in page


@pytest.mark.feature("F10")
def test_what_is_late_is_said_and_is_not_the_officers_doing(ryde: SafetyScene, case: Case) -> None:
    ryde.later(days=2)
    page = Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    assert (
        "Sgt Ashworth rings you. It was due by 11.41pm on Sunday 15 November and is late." in page
    )
    assert "This is not your doing." in page


def test_what_was_done_is_told_with_who_and_when(ryde: SafetyScene, case: Case) -> None:
    ryde.later(hours=2, minutes=34)
    ryde.press(case, "ashworth", "task-done", task="contact", evidence="Rang at home")
    page = Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    assert "Sgt Ashworth rang you, 15 November, 2.15am." in page


@pytest.mark.feature("F10", "F19")
def test_a_stand_in_is_named_to_the_officer(ryde: SafetyScene, case: Case) -> None:
    Task.objects.filter(case=case, key="contact").update(holder=ryde.officers["okonedo"])
    page = Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    assert "Insp Okonedo rings you" in page
    assert "Insp Okonedo stands in while Sgt Ashworth is off duty." in page


@pytest.mark.feature("F6")
def test_a_record_made_for_somebody_is_confirmed_or_taken_away(ryde: SafetyScene) -> None:
    case = ryde.records("ashworth", "push", on_behalf_of="3320")
    visit = Visit(ryde, "ives")
    path = f"/my-case/{case.pk}"
    assert "Sgt Ashworth recorded this for you. Is it right?" in visit.get(path)
    told = visit.sends(path, "not-me", 422)
    assert "Tick that you understand that this cannot be undone." in told
    visit.sends(path, "confirm")
    assert Case.objects.get(pk=case.pk).status == "open"
    assert "Is it right?" not in visit.get(path)
    other = ryde.records("ashworth", "push", on_behalf_of="3320")
    visit.sends(f"/my-case/{other.pk}", "not-me", understood="yes")
    assert Case.objects.get(pk=other.pk).victim is None
    assert "The record is gone" in visit.get("/my-case")


@pytest.mark.feature("F11", "F25")
def test_the_officers_wishes_view_and_own_words_are_kept(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    visit.sends(
        path,
        "wishes",
        contact="Text, after 2pm",
        may_know="team",
        federation="yes",
        statement="yes",
    )
    page = visit.get(path)
    assert "Your wishes are saved." in page
    assert "You asked: Text, after 2pm." in page
    visit.sends(path, "give-view", view="I would like an apology")
    visit.sends(path, "impact", text="I keep washing my face")
    page = visit.get(path)
    assert "Your view is on file" in page
    assert "I keep washing my face" in page
    for name in ("ashworth", "marsh", "okonedo", "bell"):
        other = Visit(ryde, name)
        other.sends(f"/plans/{case.pk}/why", "", why="to-plan")
        told = other.get(f"/plans/{case.pk}")
        assert "washing" not in told
        assert "apology" not in told


@pytest.mark.feature("F11", "F14")
def test_words_that_were_refused_stay_in_the_form(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    told = visit.sends(
        path, "see-differently", 422, "see-differently", classification="", reason="He meant it"
    )
    assert "Say what you think it is." in told
    assert "He meant it" in told
    long = visit.sends(path, "wishes", 422, "wishes", contact="x" * 130, may_know="", statement="")
    assert "longer than 120 characters" in long
    assert "x" * 130 in long


@pytest.mark.feature("F14")
def test_an_injury_that_shows_later_is_added_and_brings_its_tasks(
    ryde: SafetyScene,
) -> None:
    case = ryde.records("rahman", "push")
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    parts = ["injuries", "body", "medical"]
    visit.sends(
        path, "details", parts=parts, injuries=["bruise"], body=["left-arm"], medical="hospital"
    )
    case.refresh_from_db()
    assert (case.injuries, case.body, case.medical) == (["bruise"], ["left-arm"], "hospital")
    assert Task.objects.filter(case=case, key="hospital").exists()


def test_a_talk_is_accepted_or_put_off_without_a_trace(ryde: SafetyScene, case: Case) -> None:
    ryde.press(case, "quinn", "offer-talk")
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    assert "Not your boss, not on the case." in visit.get(path)
    visit.sends(path, "not-now")
    assert "Your link officer PC Quinn" not in visit.get(path)
    other = ryde.records("rahman", "punch")
    ryde.press(other, "quinn", "offer-talk")
    path = f"/my-case/{other.pk}"
    visit.sends(path, "accept-talk", at="2026-11-20T14:00")
    assert "You talk on 20 Nov, 14:00." in visit.get(path)
    told = visit.sends(path, "accept-talk", 422, at="tomorrow")
    assert "This is not a day and time." in told


@pytest.mark.feature("F15")
def test_you_said_we_did_is_told_from_rows_that_say_so(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    assert "You said, we did" not in visit.get(path)
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="try-next", text="Back to the wall")
    ryde.press(case, "quinn", "save-lesson", text="Back to a wall first.", codes=["spit"])
    ryde.press(case, "quinn", "agree-lesson")
    assert "Others can learn from it only if you agree." in visit.get(path)
    visit.sends(path, "agree-lesson")
    assert "You said, we did" not in visit.get(path)  # held while the case is live
    visit.sends(path, "give-view", view="None to give")
    ryde.press(case, "marsh", "investigation", state="ended", outcome="convicted")
    Hazard.objects.create(
        lat=50.7, lon=-1.1, label="Union Street", state="in-force", incident_id=case.incident_id,
        station=ryde.station, proposed_at=ryde.now, decided_at=ryde.now,
        expires_on=date(2027, 5, 14),
    )  # fmt: skip
    page = visit.get(path)
    assert "You said Back to a wall first. We did Shared with others as a lesson." in page
    assert "crews are told to hold off there until 14 May 2027" in page


@pytest.mark.feature("F12", "F61")
def test_who_looked_is_shown_with_the_reason_and_a_reload_is_the_same_look(
    ryde: SafetyScene, case: Case
) -> None:
    supervisor = Visit(ryde, "ashworth")
    for _ in range(3):
        supervisor.get(f"/plans/{case.pk}")
    inspector = Visit(ryde, "okonedo")
    Task.objects.filter(case=case).update(owner=ryde.officers["ashworth"])
    asked = inspector.get(f"/plans/{case.pk}")
    assert "Why do you open case" in asked
    assert "Union Street" not in asked
    told = inspector.sends(f"/plans/{case.pk}/why", "", 422, why="curious")
    assert "Choose why you open this case." in told
    inspector.sends(f"/plans/{case.pk}/why", "", why="to-classify")
    assert "PC Rahman, Union Street" in inspector.get(f"/plans/{case.pk}")
    looks = AccessLogEntry.objects.order_by("when").values_list("role", "why")
    assert list(looks) == [("supervisor", "to-plan"), ("inspector", "to-classify")]
    page = Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    assert "Insp Okonedo To say what it is" in page
    assert "Sgt Ashworth To keep the plan going" in page


@pytest.mark.feature("F12")
def test_a_reason_is_asked_again_after_some_hours_and_for_another_role(
    ryde: SafetyScene, case: Case
) -> None:
    Task.objects.filter(case=case).update(owner=ryde.officers["ashworth"])
    inspector = Visit(ryde, "okonedo")
    inspector.sends(f"/plans/{case.pk}/why", "", why="to-ring")
    ryde.later(hours=3)
    assert "Why do you open" not in inspector.get(f"/plans/{case.pk}")
    ryde.later(hours=2)
    assert "Why do you open" in inspector.get(f"/plans/{case.pk}")


def test_no_step_is_taken_in_a_case_whose_reason_was_not_given(
    ryde: SafetyScene, case: Case
) -> None:
    Task.objects.filter(case=case).update(owner=ryde.officers["ashworth"])
    Visit(ryde, "okonedo").sends(f"/plans/{case.pk}", "assign-oic", 200, officer="1206")
    assert Case.objects.get(pk=case.pk).oic == ryde.officers["marsh"]


@pytest.mark.feature("F14")
def test_taking_it_back_says_first_what_it_means(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "rahman"), f"/my-case/{case.pk}"
    page = visit.get(path)
    for told in ("What goes, at once and for good:", "What stays:", "What ends:"):
        assert told in page
    visit.sends(path, "withdraw", 422)
    assert Case.objects.get(pk=case.pk).victim is not None
    visit.sends(path, "withdraw", understood="yes")
    assert "Your record is gone." in visit.get("/my-case")
    visit.read(path, 404)


@pytest.mark.feature("F14")
def test_all_that_is_held_is_there_to_print_and_as_a_file(ryde: SafetyScene, case: Case) -> None:
    visit = Visit(ryde, "rahman")
    visit.sends(f"/my-case/{case.pk}", "impact", text="I keep washing my face")
    Visit(ryde, "ashworth").get(f"/plans/{case.pk}")
    page = visit.get(f"/my-case/{case.pk}/everything")
    for told in ("Hate abuse, Kick, Spit", "I keep washing my face", "To keep the plan going"):
        assert told in page
    data = visit.client.get(f"/my-case/{case.pk}/everything.json").json()
    assert data["case"]["impact"] == "I keep washing my face"
    assert [one["why"] for one in data["looks"]] == ["To keep the plan going"]


@pytest.mark.feature("F53")
def test_a_representative_sees_a_member_who_agreed_and_not_what_happened(
    ryde: SafetyScene, case: Case
) -> None:
    rep = Visit(ryde, "reed")
    assert case.number not in rep.get("/my-case")
    ryde.press(case, "rahman", "wishes", contact="", may_know="", federation=True, statement="")
    assert case.number in rep.get("/my-case")
    page = rep.get(f"/my-case/{case.pk}")
    assert "PC Rahman: case" in page
    assert "kicked" not in page
    assert "Union Street" not in page
    assert "Because you agreed" in Visit(ryde, "rahman").get(f"/my-case/{case.pk}")


def test_an_officer_without_a_record_reads_that_this_is_good(ryde: SafetyScene) -> None:
    page = Visit(ryde, "rahman").get("/my-case")
    assert "You have no record here, and that is good." in page


# Plans


@pytest.mark.feature("F20")
def test_the_list_says_what_is_overdue_due_soon_and_waiting(ryde: SafetyScene) -> None:
    visit = Visit(ryde, "ashworth")
    assert "No plan is open." in visit.get("/plans")
    case = ryde.records()
    page = visit.get("/plans")
    assert "No officer in the case" in page
    ryde.later(days=2)
    page = visit.get("/plans")
    assert "Overdue" in page
    assert "Yours to do" in page
    assert case.number in page


def test_a_supervisors_own_case_is_not_among_the_plans_they_look_after(ryde: SafetyScene) -> None:
    case = ryde.records("ashworth")
    visit = Visit(ryde, "ashworth")
    assert case.number not in visit.get("/plans")
    answer = visit.client.get(f"/plans/{case.pk}")
    assert answer.headers["Location"] == f"/my-case/{case.pk}"


@pytest.mark.feature("F17")
def test_the_victim_as_officer_in_the_case_is_refused_with_rule_reason_and_way_on(
    ryde: SafetyScene, case: Case
) -> None:
    on_duty(ryde, "nowak", ryde.now - timedelta(hours=1), 8)
    visit = Visit(ryde, "ashworth")
    told = visit.sends(f"/plans/{case.pk}", "assign-oic", 409, "assign-oic", officer="3318")
    assert "Not saved: the victim can’t be in charge of this case" in told
    assert "Nobody can override this, at any rank." in told
    assert "What you can do: Choose somebody else." in told
    assert "Rule plan.victim-not-oic." in told
    assert "DC Nowak, on duty (1206)" in told
    assert "PC Rahman (3318)" not in told
    assert Case.objects.get(pk=case.pk).oic == ryde.officers["marsh"]


@pytest.mark.feature("F18", "F19")
def test_a_clock_shows_its_rule_version_and_what_was_not_counted(ryde: SafetyScene) -> None:
    ryde.now = ryde.now.replace(month=12, day=22)
    case = ryde.records()
    page = Visit(ryde, "ashworth").get(f"/plans/{case.pk}")
    assert "Update under the Victims' Code: within 5 working days" in page
    assert "Clock table 2025-2. Not verified: check locally." in page
    assert "5 working days, from the last update, at first from the record." in page
    assert "Bank holidays left out: Christmas Day (Fri 25 Dec)" in page
    assert "Magistrates' Courts Act 1980, s.127, table 2026-1." in page
    assert "Plan 2026.1." in page


@pytest.mark.feature("F16", "F20")
def test_a_task_is_done_waived_reopened_and_handed_on(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "ashworth"), f"/plans/{case.pk}"
    told = visit.sends(path, "task-done", 409, "done:support", task="support", evidence="")
    assert "what shows that it was done" in told
    visit.sends(path, "task-done", task="support", evidence="Leaflet", at="2026-11-14T23:30")
    visit.sends(path, "task-waived", task="daily-meeting", reason="No meeting on Sunday")
    assert "No meeting on Sunday" in visit.get(path)
    visit.sends(path, "task-reopened", task="daily-meeting")
    visit.sends(path, "assign-task", task="daily-meeting", officer="0450")
    states = dict(Task.objects.filter(case=case).values_list("key", "state"))
    assert (states["support"], states["daily-meeting"]) == ("done", "not-started")
    assert "Owed to every victim: it cannot be waived." in visit.get(path)
    late = visit.sends(
        path, "task-done", 422, task="federation", evidence="x", at="2027-01-01T10:00"
    )
    assert "That time is still to come." in late


def test_the_same_form_sent_twice_counts_once(ryde: SafetyScene, case: Case) -> None:
    visit, press = Visit(ryde, "ashworth"), str(uuid4())
    for _ in range(2):
        visit.sends(
            f"/plans/{case.pk}", "task-done", task="support", evidence="Leaflet", press_id=press
        )
    assert Entry.objects.filter(kind="task.done").count() == 1
    told = visit.sends(
        f"/plans/{case.pk}", "task-done", 409, task="support", evidence="Other", press_id=press
    )
    assert "Saved before, with other words" in told


@pytest.mark.feature("F25")
def test_no_outcome_before_the_view_and_then_it_is_recorded(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "marsh"), f"/plans/{case.pk}"
    told = visit.sends(path, "investigation", 409, state="ended", outcome="convicted")
    assert "Rule plan.view-before-outcome." in told
    assert "no outcome can be recorded" in visit.get(path)
    ryde.press(case, "rahman", "give-view", view="None")
    visit.sends(path, "investigation", state="ended", outcome="convicted")
    assert "Ended: convicted." in visit.get(path)


@pytest.mark.feature("F23", "F26")
def test_a_supervisor_is_told_the_second_time_within_a_year_and_to_ask(ryde: SafetyScene) -> None:
    first = ryde.records()
    visit = Visit(ryde, "ashworth")
    assert "ask how they are" not in visit.get(f"/plans/{first.pk}")
    ryde.later(days=40)
    second = ryde.records()
    page = visit.get(f"/plans/{second.pk}")
    assert "The second assault on PC Rahman within a year: ask how they are." in page
    ryde.press(second, "ashworth", "assign-oic", officer="2201")
    assert "second assault" not in Visit(ryde, "marsh").get(f"/plans/{second.pk}")
    ryde.later(days=400)
    later = ryde.records()
    assert "assault on PC Rahman within" not in visit.get(f"/plans/{later.pk}")


@pytest.mark.feature("F23")
def test_others_who_were_there_are_named_to_their_supervisor(ryde: SafetyScene) -> None:
    case = ryde.records("rahman", "push", also=("3320",))
    page = Visit(ryde, "ashworth").get(f"/plans/{case.pk}")
    assert "Others were there too: PC Ives" in page


@pytest.mark.feature("F18", "F22")
def test_absence_runs_the_riddor_clock(ryde: SafetyScene, case: Case) -> None:
    visit, path = Visit(ryde, "ashworth"), f"/plans/{case.pk}"
    assert "RIDDOR: over 7 days off normal duties Not running" in visit.get(path)
    visit.sends(path, "back-at-work", 409, on="2026-11-16")
    visit.sends(path, "off-work", since="2026-11-15")
    told = visit.sends(path, "off-work", 422, since="soon")
    assert "This is not a day." in told
    ryde.later(days=10)
    assert "29 Nov 2026" in visit.get(path)
    visit.sends(path, "back-at-work", on="2026-11-18")
    assert "Back at work after 3 days." in visit.get(path)


def test_a_reviewer_says_what_it_is_and_a_supervisor_cannot(ryde: SafetyScene, case: Case) -> None:
    ryde.press(case, "rahman", "see-differently", classification="injury-on-duty", reason="No act")
    inspector, path = Visit(ryde, "okonedo"), f"/plans/{case.pk}"
    page = inspector.get(path)
    assert "PC Rahman sees it differently." in page
    assert "Say what it is" in page
    assert "Say what it is" not in Visit(ryde, "ashworth").get(path)
    inspector.sends(path, "reclassify", 409, classification="injury-on-duty", reason="")
    inspector.sends(path, "reclassify", classification="injury-on-duty", reason="I saw the video")
    assert "I saw the video" in Visit(ryde, "rahman").get(f"/my-case/{case.pk}/everything")


def test_occupational_health_works_on_what_its_fields_allow(ryde: SafetyScene, case: Case) -> None:
    visit = Visit(ryde, "bell")
    assert case.number in visit.get("/plans")
    visit.sends(f"/plans/{case.pk}/why", "", why="health")
    page = visit.get(f"/plans/{case.pk}")
    assert "Their wishes" not in page
    assert "In charge" in page
    visit.sends(f"/plans/{case.pk}", "task-done", task="occupational-health", evidence="Seen today")
    assert "Name the officer in the case" not in page
    assert "Occupational health" in Visit(ryde, "rahman").get(f"/my-case/{case.pk}")


@pytest.mark.feature("F17", "F19")
def test_an_absent_persons_tasks_go_over_in_every_plan_and_a_rule_stays_a_rule(
    ryde: SafetyScene,
) -> None:
    rahmans, ivess = ryde.records(), ryde.records("ives", "punch")
    for case in (rahmans, ivess):
        ryde.press(case, "ashworth", "assign-oic", officer="2201")
    visit = Visit(ryde, "ashworth")
    told = visit.sends(
        "/plans/hand-over", "hand-over", 422, "hand-over-all", **{"from": "2201", "to": "9999"}
    )
    assert "Say who takes it, by their number." in told
    visit.sends("/plans/hand-over", "hand-over", **{"from": "2201", "to": "3318"})
    page = visit.get("/plans")
    assert f"Handed from DC Marsh to PC Rahman: {ivess.number}." in page
    assert f"Not handed over, {rahmans.number}:" in page
    assert "plan.victim-not-oic" in page
    assert Case.objects.get(pk=rahmans.pk).oic == ryde.officers["marsh"]


@pytest.mark.feature("F11", "F21")
def test_the_daily_meeting_reads_what_is_new_and_keeps_a_name_back_where_that_is_wished(
    ryde: SafetyScene, case: Case
) -> None:
    ryde.later(hours=9)
    page = Visit(ryde, "okonedo").get("/plans/meeting")
    assert "PC Rahman: Union Street" in page
    ryde.press(case, "rahman", "wishes", contact="", may_know="team", federation=None, statement="")
    page = Visit(ryde, "ashworth").get("/plans/meeting")
    assert "PC Rahman" not in page
    assert "An officer of Ryde" in page
    assert "Daily meeting" in Visit(ryde, "rahman").get(f"/my-case/{case.pk}")
    ryde.later(days=3)
    assert "Nothing new has been recorded" in Visit(ryde, "ashworth").get("/plans/meeting")


def test_nothing_clinical_of_a_medical_call_is_on_a_case_page(ryde: SafetyScene) -> None:
    """What a job tells a case is its number and place; a page shows no more than that."""
    case = ryde.records()
    case.incident.mission_id, case.incident.call_number = uuid4(), "IW-26-0417"
    case.incident.activity = "medical-call"
    case.incident.save()
    for name in ("rahman", "ashworth", "okonedo", "bell"):
        visit = Visit(ryde, name)
        path = f"/my-case/{case.pk}" if name == "rahman" else f"/plans/{case.pk}"
        if name == "bell":
            visit.sends(f"/plans/{case.pk}/why", "", why="to-plan")
        page = visit.get(path).lower()
        for clinical in ("cardiac", "atmist", "condition", "complaint", "patient"):
            assert clinical not in page
