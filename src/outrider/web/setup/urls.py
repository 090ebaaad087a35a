"""Addresses of setting up."""

from django.urls import path

from outrider.web.setup import (
    accounts,
    agreements,
    files,
    plan_versions,
    second_factors,
    views,
)

app_name = "set-up"
urlpatterns = [
    path("set-up", views.index, name="index"),
    path("set-up/sign-in-links", accounts.sign_in_links, name="sign-in-links"),
    path("set-up/second-factors", second_factors.listed, name="second-factors"),
    path(
        "set-up/second-factors/<uuid:pseudonym>",
        second_factors.take_off,
        name="second-factor-off",
    ),
    path("set-up/plan", agreements.plan, name="plan"),
    path("set-up/plan/versions", plan_versions.show, name="plan-versions"),
    path("set-up/plan/preview", plan_versions.preview, name="plan-preview"),
    path("set-up/plan/keep", plan_versions.keep, name="plan-keep"),
    path("set-up/plan/versions/<str:version>.json", plan_versions.export, name="plan-export"),
    path("set-up/schemes", agreements.schemes, name="schemes"),
    path("set-up/file/<uuid:file_id>", files.show, name="file"),
    path("set-up/file/<uuid:file_id>/import", files.bring, name="import"),
    path("set-up/file/<uuid:file_id>/sheet", files.choose_sheet, name="sheet"),
    path("set-up/file/<uuid:file_id>/discard", files.discard, name="discard"),
    path("set-up/file/<uuid:file_id>/refused.csv", files.refused_rows, name="refused"),
    path("set-up/<slug:kind>", views.kind, name="kind"),
    path("set-up/<slug:kind>/template.<slug:form>", views.template, name="template"),
    path("set-up/<slug:kind>/export.<slug:form>", views.export, name="export"),
    path("set-up/<slug:kind>/sample.csv", views.sample, name="sample"),
    path("welcome/<slug:uid>/<str:token>", accounts.welcome, name="welcome"),
]
