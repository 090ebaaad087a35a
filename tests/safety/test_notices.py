"""Who hears of a step, and that a notice says nothing about anybody."""

from __future__ import annotations

import pytest

from outrider.notify.models import Notice
from outrider.notify.queries import notices_of, unread_of
from outrider.notify.services import read_notice
from outrider.safety.models import Case
from tests.support.station import SafetyScene


def told(ryde: SafetyScene, name: str) -> list[str]:
    return sorted(one.kind for one in notices_of(ryde.viewer(name), ryde.now))


def talked(ryde: SafetyScene) -> Case:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    return ryde.press(case, "rahman", "accept-talk")


def test_the_supervisor_hears_of_a_new_case_and_the_victim_does_not(ryde: SafetyScene) -> None:
    ryde.records()
    assert "case-opened" in told(ryde, "ashworth")
    assert told(ryde, "rahman") == []


def test_whoever_it_was_recorded_for_is_asked_to_confirm(ryde: SafetyScene) -> None:
    ryde.records("rahman", "push", also=("3320",))
    assert told(ryde, "ives") == ["case-confirm"]


@pytest.mark.feature("F20")
def test_each_person_who_is_named_hears_of_it(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.press(case, "ashworth", "assign-statement-taker", officer="1206")
    assert "case-oic" in told(ryde, "marsh")
    assert told(ryde, "nowak") == ["case-statement"]


def test_an_offer_reaches_the_officer_and_a_yes_reaches_the_link_officer(
    ryde: SafetyScene,
) -> None:
    talked(ryde)
    assert told(ryde, "rahman") == ["talk-offered"]
    assert told(ryde, "quinn") == ["talk-accepted"]


def test_a_not_now_leaves_no_notice_behind(ryde: SafetyScene) -> None:
    case = talked(ryde)
    ryde.press(case, "rahman", "not-now")
    assert not Notice.objects.filter(kind__startswith="talk-").exists()


def test_the_same_thing_does_not_wait_twice(ryde: SafetyScene) -> None:
    case = ryde.records()
    for officer in ("2201", "1206", "2201"):
        ryde.press(case, "ashworth", "assign-oic", officer=officer)
    assert told(ryde, "marsh").count("case-oic") == 1


def test_a_notice_is_read_once_and_by_nobody_else(ryde: SafetyScene) -> None:
    talked(ryde)
    notice = notices_of(ryde.viewer("rahman"), ryde.now).get()
    assert read_notice(notice.pk, ryde.viewer("ives"), ryde.now) is None
    assert unread_of(ryde.viewer("rahman")) == 1
    first = read_notice(notice.pk, ryde.viewer("rahman"), ryde.now)
    ryde.later(hours=1)
    again = read_notice(notice.pk, ryde.viewer("rahman"), ryde.now)
    assert first is not None
    assert again is not None
    assert first.read_at == again.read_at
    assert unread_of(ryde.viewer("rahman")) == 0


def test_a_withdrawn_case_leaves_no_notice(ryde: SafetyScene) -> None:
    case = talked(ryde)
    ryde.press(case, "rahman", "withdraw")
    assert not Notice.objects.filter(entity=f"case:{case.pk}").exists()


def test_a_notice_holds_no_name_number_or_word_of_the_case(ryde: SafetyScene) -> None:
    talked(ryde)
    held = " ".join(f"{n.kind} {n.entity} {n.part}" for n in Notice.objects.all())
    for secret in ("Rahman", "3318", "Union Street", "spit"):
        assert secret not in held
