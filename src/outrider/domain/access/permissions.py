"""Role x permission. The whole matrix is this table; a test reads it back cell by cell."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from outrider.domain.access.roles import Role as R


class Permission(StrEnum):
    OPEN_CONSOLE = "open-console"
    OPEN_BOARD = "open-board"
    OPEN_PHONE = "open-phone"
    OPEN_EVIDENCE = "open-evidence"
    OPEN_HANDOVER = "open-handover"  # a crew's page: one mission's ATMIST
    FOLLOW_LIVE = "follow-live"  # snapshot and stream
    SEARCH = "search"
    TAKE_CALL = "take-call"
    SET_AMBULANCE = "set-ambulance"
    ASK_FOR_UNIT = "ask-for-unit"
    WITHDRAW = "withdraw"
    HOLD_OFF = "hold-off"
    STAND_DOWN = "stand-down"
    RELEASE_POLICE = "release-police"  # agree to, or refuse, a release
    RELEASE_FIRE = "release-fire"
    RECALL = "recall"
    ABANDON_CARE = "abandon-care"  # the recorded authority for a recall after patient contact
    PRESS_OWN = "press-own"  # steps of the unit that one crews
    PRESS_BY_RADIO = "press-by-radio"  # any step on a unit's behalf: "told by radio"
    COME_ACROSS = "come-across"
    ACKNOWLEDGE_HANDOVER = "acknowledge-handover"
    SET_POLICE_STATE = "set-police-state"
    BOOK_ON = "book-on"
    PAUSE_SCHEME = "pause-scheme"
    TEST_ALERT = "test-alert"
    SEND_POSITIONS = "send-positions"
    SEE_WHY = "see-why"  # candidates with why and why not
    SEE_TIMELINE = "see-timeline"
    PRINT_HANDOVER_SHEET = "print-handover-sheet"
    APPROVE_PACK_POLICE = "approve-pack-police"
    APPROVE_PACK_AMBULANCE = "approve-pack-ambulance"
    APPROVE_SCHEME_FIRE = "approve-scheme-fire"  # of fire co-responders
    OPEN_AGREEMENT = "open-agreement"  # the rules and who has agreed to them
    READ_REPLAYED_CALLS = "read-replayed-calls"  # call by call: what a draft would have changed
    EDIT_CONFIGURATION = "edit-configuration"
    MANAGE_ACCOUNTS = "manage-accounts"
    EXPORT_FIGURES = "export-figures"
    OPEN_ASSAULT_FIGURES = "open-assault-figures"  # force-wide, never a person, team or station
    OPEN_SIGNALS = "open-signals"  # the statistics: stations, teams, and people by pseudonym
    RUN_TRIAL = "run-trial"  # simulate a scenario on this machine
    # The safety scheme
    RECORD_ASSAULT = "record-assault"  # on oneself
    RECORD_FOR_ANOTHER = "record-for-another"
    OPEN_MY_CASE = "open-my-case"
    OPEN_PLANS = "open-plans"
    MANAGE_PLAN = "manage-plan"  # assign, hand over, waive
    WORK_ON_TASK = "work-on-task"
    REVIEW_CLASSIFICATION = "review-classification"
    RUN_INVESTIGATION = "run-investigation"  # its state and outcome
    OPEN_LINK_QUEUE = "open-link-queue"
    HOLD_TALK = "hold-talk"
    OPEN_COVERAGE = "open-coverage"
    APPOINT_LINK_OFFICER = "appoint-link-officer"
    OPEN_TRAINING = "open-training"
    BOOK_TRAINING = "book-training"
    OPEN_HAZARDS = "open-hazards"
    DECIDE_HAZARD = "decide-hazard"
    OPEN_SUPPORT = "open-support"  # one's own offers of support
    REACH_OFFICER = "reach-officer"  # be in touch with who said yes to an offer
    OPEN_HEALTH = "open-health"  # injuries and exposures that need occupational health
    IMPORT_REGISTER = "import-register"  # stations, people, rota
    EDIT_PLAN_TEMPLATE = "edit-plan-template"


P = Permission
_LIVE: Final = frozenset({P.FOLLOW_LIVE, P.SEARCH, P.SEE_TIMELINE})
_CONTROL: Final = _LIVE | {
    P.OPEN_CONSOLE,
    P.PRESS_BY_RADIO,
    P.SEE_WHY,
    P.BOOK_ON,
    P.TEST_ALERT,
    P.PRINT_HANDOVER_SHEET,
}
# Who judges the figures may read the rules that made them.
_FIGURES: Final = frozenset({P.OPEN_EVIDENCE, P.EXPORT_FIGURES, P.OPEN_AGREEMENT})
# The ambulance side judges co-response; assaults on officers are not its figures.
_BOTH_FIGURES: Final = _FIGURES | {P.OPEN_ASSAULT_FIGURES}
_POLICE_SUPERVISION: Final = _LIVE | {
    P.OPEN_BOARD,
    P.SEE_WHY,
    P.RELEASE_POLICE,
    P.RECALL,
    P.SET_POLICE_STATE,
    P.BOOK_ON,
    P.PAUSE_SCHEME,
    P.TEST_ALERT,
    P.PRINT_HANDOVER_SHEET,
}

# Anybody with a warrant or a staff number can be assaulted, whatever their job tonight.
_SERVES: Final = frozenset({P.RECORD_ASSAULT, P.RECORD_FOR_ANOTHER, P.OPEN_MY_CASE, P.OPEN_SUPPORT})
_LINE: Final = frozenset(
    {P.OPEN_PLANS, P.MANAGE_PLAN, P.WORK_ON_TASK, P.OPEN_HAZARDS, P.DECIDE_HAZARD}
)

ROLE_PERMISSIONS: Final[dict[R, frozenset[Permission]]] = {
    R.POLICE_CONTROL: _CONTROL
    | {P.RELEASE_POLICE, P.RECALL, P.SET_POLICE_STATE, P.OPEN_BOARD, P.SEND_POSITIONS},
    R.AMBULANCE_CONTROL: _CONTROL
    | {
        P.TAKE_CALL,
        P.SET_AMBULANCE,
        P.ASK_FOR_UNIT,
        P.WITHDRAW,
        P.HOLD_OFF,
        P.STAND_DOWN,
        P.ACKNOWLEDGE_HANDOVER,
        P.SEND_POSITIONS,
    },
    R.FIRE_CONTROL: _CONTROL | {P.RELEASE_FIRE, P.SEND_POSITIONS},
    R.DUTY_SERGEANT: _POLICE_SUPERVISION | _SERVES | _LINE,
    R.INSPECTOR: _POLICE_SUPERVISION
    | _SERVES
    | _LINE
    | {P.ABANDON_CARE, P.REVIEW_CLASSIFICATION, P.OPEN_COVERAGE, P.APPOINT_LINK_OFFICER},
    R.CO_RESPONDER: frozenset(
        {
            P.OPEN_PHONE,
            P.FOLLOW_LIVE,
            P.PRESS_OWN,
            P.COME_ACROSS,
            P.BOOK_ON,
            P.SET_POLICE_STATE,  # of the unit that they crew
            P.SEE_WHY,
        }
    )
    | _SERVES,
    R.AMBULANCE_CREW: frozenset({P.OPEN_HANDOVER, P.ACKNOWLEDGE_HANDOVER}),
    R.POLICE_APPROVER: _FIGURES | {P.APPROVE_PACK_POLICE},
    R.AMBULANCE_APPROVER: _FIGURES | {P.APPROVE_PACK_AMBULANCE},
    R.FIRE_APPROVER: _FIGURES | {P.APPROVE_SCHEME_FIRE},
    R.SCHEME_MANAGER: _FIGURES
    | _LIVE
    | {
        P.SEE_WHY,
        P.EDIT_CONFIGURATION,
        P.OPEN_CONSOLE,
        P.READ_REPLAYED_CALLS,
        P.RUN_TRIAL,
    },
    R.EVALUATOR: _BOTH_FIGURES | {P.RUN_TRIAL},
    R.ADMINISTRATOR: frozenset(
        {
            P.EDIT_CONFIGURATION,
            P.MANAGE_ACCOUNTS,
            P.IMPORT_REGISTER,
            P.EDIT_PLAN_TEMPLATE,
            P.OPEN_AGREEMENT,
        }
    ),
    R.OFFICER: _SERVES | {P.FOLLOW_LIVE},
    R.SUPERVISOR: _SERVES | _LINE | {P.FOLLOW_LIVE},
    R.OFFICER_IN_THE_CASE: _SERVES
    | {P.FOLLOW_LIVE, P.OPEN_PLANS, P.WORK_ON_TASK, P.RUN_INVESTIGATION},
    R.LINK_OFFICER: _SERVES | {P.FOLLOW_LIVE, P.OPEN_LINK_QUEUE, P.HOLD_TALK, P.OPEN_COVERAGE},
    R.SAFETY_TRAINER: frozenset(
        {
            P.FOLLOW_LIVE,
            P.OPEN_TRAINING,
            P.BOOK_TRAINING,
            P.OPEN_COVERAGE,
            P.APPOINT_LINK_OFFICER,
        }
    ),
    R.ANALYST: _BOTH_FIGURES | {P.OPEN_SIGNALS, P.RUN_TRIAL},
    R.OCCUPATIONAL_HEALTH: frozenset(
        {
            P.FOLLOW_LIVE,
            P.OPEN_HEALTH,
            P.REVIEW_CLASSIFICATION,
            P.WORK_ON_TASK,
            P.REACH_OFFICER,
        }
    ),
    R.FEDERATION_REP: _BOTH_FIGURES | {P.FOLLOW_LIVE, P.OPEN_MY_CASE},
    R.CHIEF_OFFICER: _BOTH_FIGURES | {P.OPEN_COVERAGE},
}
