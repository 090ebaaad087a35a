"""Addresses of the evidence. The whole of co-response stands at /evidence itself."""

from django.urls import path

from outrider.web.evidence import (
    signal_files,
    signal_forces,
    signal_marks,
    signal_plan,
    signals,
    trial,
    trial_basing,
    trial_drawings,
    trial_files,
    trial_setting_up,
)
from outrider.web.evidence.assaults import OFFICER_SAFETY
from outrider.web.evidence.co_response import CO_RESPONSE

STATISTICS = [
    path("evidence/signals", signals.index, name="signals"),
    path("evidence/signals/files", signal_files.index, name="signals-files"),
    path("evidence/signals/files/<uuid:file>", signal_files.show, name="signals-file"),
    path(
        "evidence/signals/files/<uuid:file>.svg",
        signal_files.drawing,
        name="signals-file-drawing",
    ),
    path(
        "evidence/signals/files/<uuid:file>/discard",
        signal_files.discard,
        name="signals-file-discard",
    ),
    path("evidence/signals/forces", signal_forces.show, name="signals-forces"),
    path("evidence/signals/forces.svg", signal_forces.drawing, name="signals-forces-drawing"),
    path("evidence/signals/forces.csv", signal_forces.table, name="signals-forces-table"),
    path("evidence/signals/plan", signal_plan.show, name="signals-plan"),
    path("evidence/signals/plan.svg", signal_plan.drawing, name="signals-plan-drawing"),
    path("evidence/signals/marks", signal_marks.index, name="signals-marks"),
    path("evidence/signals/marks/<uuid:mark>/remove", signal_marks.remove, name="signals-mark"),
    path("evidence/signals/<slug:look>.csv", signals.table, name="signals-table"),
    path("evidence/signals/<slug:look>.svg", signals.drawing, name="signals-drawing"),
    path("evidence/signals/<slug:look>", signals.show, name="signals-look"),
]

TRIAL = [
    path("evidence/trial", trial_setting_up.index, name="trial"),
    path("evidence/trial/<uuid:run>", trial.show, name="trial-run"),
    path("evidence/trial/<uuid:run>/stop", trial.stop, name="trial-stop"),
    path("evidence/trial/<uuid:run>/go-on", trial.go_on, name="trial-go-on"),
    path("evidence/trial/<uuid:run>/bases", trial_basing.ask, name="trial-basing"),
    path("evidence/trial/<uuid:run>/vary", trial.vary, name="trial-vary"),
    path("evidence/trial/<uuid:run>/discard", trial.discard, name="trial-discard"),
    path(
        "evidence/trial/<uuid:run>/chart/<slug:measure>.svg",
        trial_drawings.drawing,
        name="trial-drawing",
    ),
    path("evidence/trial/<uuid:run>/<str:file>", trial_files.kept_file, name="trial-file"),
]

app_name = "evidence"
urlpatterns = [
    *OFFICER_SAFETY.addresses("evidence/assaults", "assaults"),
    *STATISTICS,
    *TRIAL,
    *CO_RESPONSE.addresses("evidence"),
]
