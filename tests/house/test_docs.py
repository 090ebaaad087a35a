"""The reference pages say what the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from outrider.config.environment import VARIABLES

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "outrider"
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#)([^)#\s]+)")


def test_the_generated_pages_are_what_the_code_would_write_now():
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_variable_that_the_code_names_is_documented():
    named = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r'"(OUTRIDER_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert named <= set(VARIABLES)


def test_every_target_of_the_makefile_has_its_line_of_help():
    text = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.M)[1].split()
    assert sorted(re.findall(r"^([a-z-]+):.*## \S", text, re.M)) == sorted(phony)


def pages() -> list[Path]:
    return sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_of_a_page_leads_somewhere(page):
    broken = [
        link
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_decision_record_says_why_what_and_what_follows():
    records = sorted((REPOSITORY / "docs" / "adr").glob("0*.md"))
    assert records
    for record in records:
        text = record.read_text(encoding="utf-8")
        parts = re.findall(r"^(?:## |\*\*)(Context|Decision|Consequences)\b", text, re.M)
        assert parts == ["Context", "Decision", "Consequences"], record.name
