"""The only writers of the scheme's rows: load, decide, save and journal in one transaction."""

from outrider.coresponse.services.agreement import agree_pack, agree_scheme, put_forward
from outrider.coresponse.services.alerts import receipt, send_test_alert
from outrider.coresponse.services.ambulances import set_ambulance
from outrider.coresponse.services.asking import ask
from outrider.coresponse.services.calls import Received, press_call, receive_call
from outrider.coresponse.services.come_across import come_across
from outrider.coresponse.services.positions import record_fixes
from outrider.coresponse.services.presses import press_mission
from outrider.coresponse.services.refresh import refresh_units
from outrider.coresponse.services.schemes import pause_scheme
from outrider.coresponse.services.timers import fire_due_timers
from outrider.coresponse.services.units import book_on, set_police_state

__all__ = [
    "Received",
    "agree_pack",
    "agree_scheme",
    "ask",
    "book_on",
    "come_across",
    "fire_due_timers",
    "pause_scheme",
    "press_call",
    "press_mission",
    "put_forward",
    "receipt",
    "receive_call",
    "record_fixes",
    "refresh_units",
    "send_test_alert",
    "set_ambulance",
    "set_police_state",
]
