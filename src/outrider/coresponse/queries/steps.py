"""Which presses a viewer may make on a mission now, most likely first."""

from __future__ import annotations

from outrider.coresponse.models import Mission
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse.mission import CARE, TRANSITIONS, Phase, Press

_OWN = (
    Press.ACCEPT,
    Press.MOBILE,
    Press.AT_SCENE,
    Press.WITH_PATIENT,
    Press.HANDOVER,
    Press.CLEAR,
    Press.DECLINE,
    Press.NEED_HELP,
    Press.UNABLE,
)
_RELEASE = {
    "police": Permission.RELEASE_POLICE,
    "fire": Permission.RELEASE_FIRE,
    "ambulance": Permission.ASK_FOR_UNIT,
}
_DESK = (
    (Press.WITHDRAW, Permission.WITHDRAW),
    (Press.ACKNOWLEDGE, Permission.ACKNOWLEDGE_HANDOVER),
    (Press.STAND_DOWN, Permission.STAND_DOWN),
)


def can(row: Mission, viewer: Viewer) -> list[str]:
    """Names of presses, as the API takes them."""
    phase = Phase(row.phase)
    if phase.ended:
        return []
    own = viewer.may(Permission.PRESS_OWN) and viewer.unit_id == str(row.unit_id)
    radio = viewer.may(Permission.PRESS_BY_RADIO)
    wanted: list[Press] = []
    if viewer.may(_RELEASE[row.unit.scheme.owner]):
        wanted += [Press.AGREE, Press.REFUSE]
    if own or radio:
        wanted += _OWN
    wanted += [press for press, permission in _DESK if viewer.may(permission)]
    open_now = [press.value for press in wanted if phase in TRANSITIONS[press].sources]
    if row.acknowledged_at is not None and "acknowledge" in open_now:
        open_now.remove("acknowledge")
    return open_now + _recall(phase, row, viewer)


def _recall(phase: Phase, row: Mission, viewer: Viewer) -> list[str]:
    if row.unit.scheme.owner != "police" or not viewer.may(Permission.RECALL):
        return []
    if phase in CARE and not viewer.may(Permission.ABANDON_CARE):
        return []
    return ["recall"] if phase is not Phase.ASKING_OWNER else []
