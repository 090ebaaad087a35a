"""The homes that the demo's assaults propose, in all states, by the very rule that runs live."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.crossover.services.proposing import because_of
from outrider.journal.models import Entry
from outrider.safety.models import Incident
from tests.demo.conftest import demo as demo
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

pytestmark = pytest.mark.django_db


def test_every_hazard_of_the_demo_is_one_that_the_rule_proposes(demo: datetime) -> None:
    rows = list(Hazard.objects.all())
    assert len(rows) > 3
    assert {row.state for row in rows} >= {"in-force", "turned-down"}
    for row in rows:
        incident = Incident.objects.get(pk=row.incident_id)
        standing = list(incident.cases.filter(withdrawn_at__isnull=True, victim__isnull=False))
        assert because_of(incident, standing) == row.because
        assert row.proposed_at <= demo


def test_no_hazard_of_the_demo_stands_beyond_its_last_day_or_was_decided_tomorrow(
    demo: datetime,
) -> None:
    for row in Hazard.objects.all():
        assert row.decided_at is None or row.proposed_at < row.decided_at < demo
        assert (row.state == "proposed") == (row.decided_at is None)
        assert (row.ended_at is None) == (row.state in ("proposed", "in-force"))
        if row.state == "in-force":
            assert row.expires_on is not None
            assert row.expires_on >= timezone.localdate(demo)
        kinds = set(Entry.objects.filter(stream=f"hazard:{row.pk}").values_list("kind", flat=True))
        assert "hazard.proposed" in kinds
        assert len(kinds) == row.version + 1
