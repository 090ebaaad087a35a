"""One recorded call under a draft: its outcome, the rule behind it, and who is asked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.replay.first_asked import Asked, compared
from outrider.domain.coresponse.replay.recorded import RecordedCall
from outrider.domain.coresponse.rules import Outcome, Pack, rule_on

SENDS: Final = frozenset({Outcome.SEND, Outcome.SEND_AFTER_RISK_CHECK})


@dataclass(frozen=True, slots=True)
class Replayed:
    """`outcome` is None where the draft does not have the call's complaint.

    `asked` is None where the question does not arise: one of the two packs does not send. `unit`
    is who would be asked first, where that can be told.
    """

    call: RecordedCall
    outcome: Outcome | None
    rule: str
    asked: Asked | None
    unit: str = ""

    @property
    def outcome_changed(self) -> bool:
        return self.outcome is not self.call.outcome

    @property
    def changed(self) -> bool:
        """Whether a decision is another; another rule for the same decision is not."""
        return self.outcome_changed or self.asked in (Asked.OTHER, Asked.NOBODY, Asked.SOMEBODY)

    @property
    def sent_before(self) -> bool:
        return self.call.outcome in SENDS

    @property
    def sent_after(self) -> bool:
        return self.outcome in SENDS

    @property
    def sent_by_both(self) -> bool:
        return self.sent_before and self.sent_after

    @property
    def newly_sent(self) -> bool:
        """The draft sends and the pack of the time did not: nobody was weighed for it then."""
        return self.sent_after and not self.sent_before

    @property
    def no_longer_sent(self) -> bool:
        return self.sent_before and not self.sent_after


def replayed(call: RecordedCall, policy: Policy, draft: Pack) -> Replayed:
    """What the draft would have made of the call.

    Args:
        policy: the numbers of the pack that the call was taken by.
    """
    if call.facts.complaint not in draft.complaints:
        return Replayed(call, None, "", None)
    ruled = rule_on(draft, call.facts)
    asked, unit = None, ""
    if call.choice is not None and ruled.outcome in SENDS and call.outcome in SENDS:
        asked, unit = compared(call.choice, policy, draft.policy)
    return Replayed(call, ruled.outcome, ruled.rule, asked, unit)
