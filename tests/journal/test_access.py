"""Reads of personal data are noted, and the notes may be pruned."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outrider.journal.access import log_read, prune
from outrider.journal.models import AccessLogEntry

pytestmark = pytest.mark.django_db


def test_a_read_says_who_what_why_and_when():
    log_read(who="p-1", role="evaluator", entity="call:7", why="case review")
    noted = AccessLogEntry.objects.get()
    assert (noted.who, noted.role, noted.entity) == ("p-1", "evaluator", "call:7")
    assert noted.why == "case review"
    assert noted.when <= timezone.now()


def test_pruning_forgets_only_what_is_older():
    log_read(who="p-1", role="evaluator", entity="call:7", why="old")
    AccessLogEntry.objects.update(when=timezone.now() - timedelta(days=400))
    log_read(who="p-1", role="evaluator", entity="call:8", why="new")
    assert prune(timezone.now() - timedelta(days=365)) == 1
    assert AccessLogEntry.objects.get().entity == "call:8"
