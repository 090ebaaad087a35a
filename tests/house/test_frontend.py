"""What browsers are given: vendored libraries as they were published, and nothing from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from outrider.web.import_map import LOCK, STATIC, vendored

TEMPLATES = STATIC.parent / "templates"
PINNED = Path(__file__).resolve().parents[2] / "scripts" / "vendor.json"
PACKAGES = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
ADDRESS = re.compile(r"""https?://[^\s"'`<>)]+""")
# Names of XML vocabularies are written as addresses; no browser asks for them.
NAMES = ("http://www.w3.org/", "https://www.w3.org/")


def ours() -> list[Path]:
    kinds = (".js", ".css", ".svg", ".html", ".json", ".webmanifest")
    found = [path for path in STATIC.rglob("*") if path.suffix in kinds]
    return [path for path in found if LOCK.parent not in path.parents] + list(
        TEMPLATES.rglob("*.jinja")
    )


def test_every_vendored_file_is_as_it_was_published_and_none_is_unaccounted_for():
    locked = {path: digest for package in PACKAGES for path, digest in package["files"].items()}
    there = {
        path.relative_to(LOCK.parent).as_posix(): hashlib.sha512(path.read_bytes()).hexdigest()
        for path in LOCK.parent.rglob("*")
        if path.is_file() and path != LOCK
    }
    assert there == locked


def test_the_vendored_packages_are_those_that_are_pinned():
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))["packages"]
    of = lambda package: (package["name"], package["version"], package["integrity"])  # noqa: E731
    assert sorted(map(of, PACKAGES)) == sorted(map(of, pinned))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_vendored_package_has_its_licence_and_a_reason(package):
    assert package["licence"] in {"MIT", "ISC", "Apache-2.0", "BSD-3-Clause"}
    assert any(path.endswith("LICENSE") for path in package["files"])
    assert package["why"]


def test_every_import_of_a_vendored_module_is_in_the_import_map():
    names = set(vendored())
    for package in PACKAGES:
        for path in package["imports"].values():
            text = (LOCK.parent / path).read_text(encoding="utf-8")
            wanted = set(re.findall(r"""(?:from|import)\s*["']([^"'.][^"']*)["']""", text))
            assert wanted <= names


@pytest.mark.parametrize("path", ours(), ids=lambda path: path.name)
def test_no_file_of_ours_names_another_host(path):
    text = path.read_text(encoding="utf-8")
    found = [at for at in ADDRESS.findall(text) if not at.startswith(NAMES)]
    assert found == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.jinja")), ids=lambda path: path.name)
def test_no_page_has_inline_style_or_script_that_the_policy_would_block(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", text):
        assert "src=" in tag or "nonce=" in tag or 'type="application/json"' in tag


def test_every_icon_that_a_page_uses_is_in_the_sprite():
    sprite = (STATIC / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.jinja"))
    used = set(re.findall(r"""\bicon\(["']([a-z-]+)["']""", text))
    assert used <= drawn
