"""What to do when a test lacks something that this machine may not have."""

import os
from typing import NoReturn

import pytest


def absent(what: str) -> NoReturn:
    """Skip with a loud reason; in CI, where everything must be there, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"In CI this must not be missing: {what}", pytrace=False)
    pytest.skip(f"NOT TESTED HERE: {what}")
