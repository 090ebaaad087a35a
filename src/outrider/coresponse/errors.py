"""What can go wrong when a service is called, each with what to do about it."""

from outrider.domain.errors import FieldError as FieldError
from outrider.domain.errors import Forbidden as Forbidden
from outrider.domain.errors import Invalid as Invalid
from outrider.domain.errors import NotFound as NotFound
from outrider.domain.errors import Refused as Refused
from outrider.domain.errors import Replayed as Replayed
from outrider.domain.errors import invalid as invalid
