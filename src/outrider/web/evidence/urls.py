"""Addresses of the evidence. The whole of co-response stands at /evidence itself."""

from outrider.web.evidence.assaults import OFFICER_SAFETY
from outrider.web.evidence.co_response import CO_RESPONSE

app_name = "evidence"
urlpatterns = [
    *OFFICER_SAFETY.addresses("evidence/assaults", "assaults"),
    *CO_RESPONSE.addresses("evidence"),
]
