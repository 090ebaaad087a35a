"""`decide(state, command, policy, now) -> events`: every rule about a case.

Raises `Refused` with the rule's id, a sentence and the way on. Pure: who may press what is asked by
the service; what a rule needs to know about a person comes in the command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.deciding import (
    ending,
    handing_on,
    learning,
    opening,
    people,
    tasks,
)
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.case.state import CaseState, Status

Rule = Callable[[Any, Any, CasePolicy, datetime], tuple[e.Event, ...]]

RULES: Final[Mapping[type, Rule]] = {
    c.Open: opening.open_case,
    c.Confirm: opening.confirm,
    c.ChangeFacts: opening.change_facts,
    c.SeeDifferently: opening.see_differently,
    c.Reclassify: opening.reclassify,
    c.Review: opening.review,
    c.AssignOic: people.assign_oic,
    c.AssignStatementTaker: people.assign_statement_taker,
    c.AssignSupervisor: people.assign_supervisor,
    c.AssignTask: people.assign_task,
    c.HandOver: people.hand_over,
    c.StandIn: people.stand_in,
    c.FinishTask: tasks.finish_task,
    c.WaiveTask: tasks.waive_task,
    c.ReopenTask: tasks.reopen_task,
    c.OffWork: tasks.off_work,
    c.BackAtWork: tasks.back_at_work,
    c.Investigate: tasks.investigate,
    c.GiveView: tasks.give_view,
    c.SetWishes: tasks.set_wishes,
    c.OfferTalk: learning.offer_talk,
    c.AcceptTalk: learning.accept_talk,
    c.AgreeTime: learning.agree_time,
    c.NotNow: learning.not_now,
    c.GoOn: handing_on.go_on,
    c.TakeOver: handing_on.take_over,
    c.PassLesson: handing_on.pass_lesson,
    c.KeepLesson: handing_on.keep_lesson,
    c.SeeVideo: learning.see_video,
    c.SaveNote: learning.save_note,
    c.TakeOutNote: learning.take_out_note,
    c.SaveLesson: learning.save_lesson,
    c.AgreeLesson: learning.agree_lesson,
    c.FinishTalk: learning.finish_talk,
    c.RequestTraining: learning.request_training,
    c.BookTraining: learning.book_training,
    c.TrainingDone: learning.training_done,
    c.TrainingOutcome: learning.training_outcome,
    c.MoveStation: ending.move_station,
    c.Close: ending.close,
    c.Withdraw: ending.withdraw,
}
_NOT_WHEN_CLOSED: Final = (
    c.AssignOic,
    c.AssignStatementTaker,
    c.HandOver,
    c.Investigate,
    c.Close,
    c.Reclassify,
)


def decide(
    state: CaseState, command: c.Command, policy: CasePolicy, now: datetime
) -> tuple[e.Event, ...]:
    """The events that a command causes, in order; none when it would change nothing.

    Raises:
        Refused: a rule of the scheme says no.
    """
    if state.status is Status.WITHDRAWN:
        raise Refused("case.withdrawn", "This record was taken back by the officer.")
    if state.status is Status.CLOSED and isinstance(command, _NOT_WHEN_CLOSED):
        raise Refused(
            "case.closed",
            "This case is closed.",
            "An injury that shows later can still be added, and support still asked for.",
        )
    return RULES[type(command)](state, command, policy, now)
