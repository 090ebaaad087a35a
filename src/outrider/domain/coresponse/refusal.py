"""A refusal carries its reason, as data, with the rule that made it."""

from outrider.domain.refusal import Refused as Refused
