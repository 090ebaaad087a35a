"""A refusal carries its reason, as data, with the rule that made it."""

from __future__ import annotations


class Refused(Exception):
    """A rule of the scheme says no.

    Attributes:
        rule: id of the rule.
        why: a sentence for the person who asked.
        way_on: what they can do instead.
        who_can_override: who can, or that nobody can.
    """

    def __init__(
        self,
        rule: str,
        why: str,
        way_on: str = "",
        who_can_override: str = "Nobody can override this.",
    ) -> None:
        super().__init__(why)
        self.rule = rule
        self.why = why
        self.way_on = way_on
        self.who_can_override = who_can_override

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refused) and (self.rule, self.why) == (
            other.rule,
            other.why,
        )

    def __hash__(self) -> int:
        return hash((self.rule, self.why))
