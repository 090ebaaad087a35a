"""Addresses of the case pages."""

from django.urls import path

from outrider.web.cases import meeting, mine, plans

app_name = "cases"
urlpatterns = [
    path("my-case", mine.index, name="mine"),
    path("my-case/<uuid:case_id>", mine.case_page, name="my-case"),
    path("my-case/<uuid:case_id>/everything", mine.everything, name="everything"),
    path("my-case/<uuid:case_id>/everything.json", mine.as_data, name="as-data"),
    path("plans", plans.index, name="plans"),
    path("plans/hand-over", plans.hand_over, name="hand-over"),
    path("plans/meeting", meeting.sheet, name="meeting"),
    path("plans/<uuid:case_id>", plans.plan, name="plan"),
    path("plans/<uuid:case_id>/why", plans.why, name="why"),
]
