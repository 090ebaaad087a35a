"""Who did it, for the journal."""

from outrider.people.actors import SYSTEM as SYSTEM
from outrider.people.actors import Actor as Actor
from outrider.people.actors import actor_of as actor_of
