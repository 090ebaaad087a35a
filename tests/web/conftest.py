"""A server with the small invented force, and phones that can be killed and lose their signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Playwright

from tests.live.conftest import force as force
from tests.live.conftest import ground_folder as ground_folder
from tests.web.phone import Phone


@pytest.fixture
def phone(
    force: Any, playwright: Playwright, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[..., Phone]]:
    """Makes a signed-in phone of a unit's crew: `phone("CW12")`, `phone("CW12", theme="light")`."""
    made: list[Phone] = []

    def make(call_sign: str, theme: Literal["dark", "light"] = "dark") -> Phone:
        folder = tmp_path / f"profile-{len(made)}"
        one = Phone(playwright, browser_type_launch_args, force, call_sign, folder, theme)
        made.append(one)
        return one

    yield make
    for one in made:
        one.kill()


@pytest.fixture(autouse=True)
def _static_files_from_the_source(settings: Any) -> None:
    """pytest-django reads the settings before OUTRIDER_STATIC is set: say it again."""
    settings.STATIC_MODE = "plain"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
