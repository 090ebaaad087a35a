"""Rows -> plain facts -> the shared choice rule -> candidates with why and why not."""
