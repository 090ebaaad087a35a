"""A case as a viewer may see it. A field that they may not see is absent."""

from outrider.safety.queries.views.case import view_case, view_cases

__all__ = ["view_case", "view_cases"]
